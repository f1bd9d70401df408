import { plainHex } from '../encoding/hex.js';
import { defineNetwork, type NetworkRow } from './network.js';

const SPEC = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_casper.md';

/** An account hash (00) or a contract package (01). */
const casperAddress = (text: string): string | null => (/^0[01]/.test(text) ? plainHex(text, 66) : null);

/** The package hash of a CEP-18 token. */
const casperToken = (text: string): string | null => plainHex(text, 64);

const casper = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'casper',
    canonicalAddress: casperAddress,
    canonicalAsset: casperToken,
    zeroAddress: '0'.repeat(66),
  });

export const casperNetworks = [
  casper({
    id: 'casper:casper',
    name: 'Casper',
    environment: 'MAINNET',
    aliases: ['casper'],
    source: SPEC,
  }),
  casper({
    id: 'casper:casper-test',
    name: 'Casper Testnet',
    environment: 'TESTNET',
    aliases: ['casper-test'],
    source: SPEC,
  }),
];
