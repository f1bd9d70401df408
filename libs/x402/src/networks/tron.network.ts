import { BITCOIN_BASE58, decodeBase58Check } from '../encoding/base58.js';
import { defineNetwork, type NetworkRow } from './network.js';

const DRAFT = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_tron.md (draft)';

const VERSION = 0x41;
const ADDRESS_BYTES = 21;

/** Accounts and tokens alike. Case counts. */
function tronAddress(text: string): string | null {
  const bytes = decodeBase58Check(text, BITCOIN_BASE58);
  return bytes?.length === ADDRESS_BYTES && bytes[0] === VERSION ? text : null;
}

const tron = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'tron',
    canonicalAddress: tronAddress,
    zeroAddress: 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb',
  });

export const tronNetworks = [
  tron({
    id: 'tron:27Lqcw',
    name: 'TRON',
    environment: 'MAINNET',
    aliases: ['tron', 'tron:mainnet'],
    source: DRAFT,
  }),
  tron({
    id: 'tron:4oPwXB',
    name: 'TRON Shasta',
    environment: 'TESTNET',
    aliases: ['tron:shasta'],
    source: DRAFT,
  }),
  tron({
    id: 'tron:6FhfKq',
    name: 'TRON Nile',
    environment: 'TESTNET',
    aliases: ['tron:nile'],
    source: DRAFT,
  }),
];
