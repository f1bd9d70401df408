import { BITCOIN_BASE58, decodeBase58Check } from '../encoding/base58.js';
import { defineNetwork, type NetworkRow } from './network.js';

const SPEC =
  'x402-foundation/x402 specs/schemes/exact/scheme_exact_concordium.md (implementation merged #2390)';

const VERSION = 1;
const ACCOUNT_BYTES = 33;

/** Base58 of a version byte, 32 bytes and a checksum. Case counts. */
function concordiumAddress(text: string): string | null {
  const bytes = decodeBase58Check(text, BITCOIN_BASE58);
  return bytes?.length === ACCOUNT_BYTES && bytes[0] === VERSION ? text : null;
}

/** `CCD`, which clients take in any case, or the symbol that a token (PLT) is registered by. */
function concordiumToken(text: string): string | null {
  if (text.toUpperCase() === 'CCD') return 'CCD';
  return /^[-A-Za-z0-9.%]{1,128}$/.test(text) ? text : null;
}

const concordium = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'concordium',
    canonicalAddress: concordiumAddress,
    canonicalAsset: concordiumToken,
  });

export const concordiumNetworks = [
  concordium({
    id: 'ccd:9dd9ca4d19e9393877d2c44b70f89acb',
    name: 'Concordium',
    environment: 'MAINNET',
    aliases: ['concordium'],
    source: SPEC,
  }),
  concordium({
    id: 'ccd:4221332d34e1694168c2a0c0b3fd0f27',
    name: 'Concordium Testnet',
    environment: 'TESTNET',
    source: SPEC,
  }),
];
