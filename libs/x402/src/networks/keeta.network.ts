import { sha3_256 } from '@noble/hashes/sha3.js';
import { RFC_BASE32, decodeBase32 } from '../encoding/base32.js';
import { defineNetwork, type NetworkRow } from './network.js';

const SPEC = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_keeta.md';
const CHECKSUM_BYTES = 5;

/** An account or token: its kind, its key, and the first five bytes of their SHA3-256. */
function keetaAddress(text: string): string | null {
  const written = text.toLowerCase();
  const digits = /^keeta_([a-z2-7]{61,63})$/.exec(written)?.[1];
  const bytes = digits === undefined ? null : decodeBase32(digits.toUpperCase(), RFC_BASE32);
  if (bytes === null) return null;
  const expected = sha3_256(bytes.subarray(0, -CHECKSUM_BYTES));
  return bytes.subarray(-CHECKSUM_BYTES).every((byte, at) => byte === expected[at]) ? written : null;
}

const keeta = (row: NetworkRow) => defineNetwork({ ...row, family: 'keeta', canonicalAddress: keetaAddress });

export const keetaNetworks = [
  keeta({
    id: 'keeta:21378',
    name: 'Keeta',
    environment: 'MAINNET',
    aliases: ['keeta'],
    source: SPEC,
  }),
  keeta({
    id: 'keeta:1413829460',
    name: 'Keeta Testnet',
    environment: 'TESTNET',
    source: SPEC,
  }),
];
