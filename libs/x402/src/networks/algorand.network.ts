import { sha512_256 } from '@noble/hashes/sha2.js';
import { RFC_BASE32, decodeBase32 } from '../encoding/base32.js';
import { defineNetwork, type NetworkRow } from './network.js';

const CONSTANTS = 'npm @x402/avm@2.26.0 src/constants.ts';
const KEY_BYTES = 32;
const UINT64_MAX = 2n ** 64n - 1n;

/** Source: scheme_exact_algo.md, appendix: the public key and the last four bytes of its SHA-512/256. */
function algorandAddress(text: string): string | null {
  const bytes = /^[A-Z2-7]{58}$/.test(text) ? decodeBase32(text, RFC_BASE32) : null;
  if (bytes === null) return null;
  const expected = sha512_256(bytes.subarray(0, KEY_BYTES)).subarray(-4);
  return bytes.subarray(KEY_BYTES).every((byte, at) => byte === expected[at]) ? text : null;
}

/** An ASA is a number of 64 bits; 0 would be the native coin, which the scheme does not carry. */
const algorandAsset = (text: string): string | null =>
  /^[1-9]\d{0,19}$/.test(text) && BigInt(text) <= UINT64_MAX ? text : null;

const algorand = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'avm',
    canonicalAddress: algorandAddress,
    canonicalAsset: algorandAsset,
    zeroAddress: `${'A'.repeat(52)}Y5HFKQ`,
  });

/** The former ids are whole genesis hashes: of 44 characters, and no CAIP-2. The client still reads them. */
export const algorandNetworks = [
  algorand({
    id: 'algorand:wGHE2Pwdvd7S12BL5FaOP20EGYesN73k',
    name: 'Algorand',
    environment: 'MAINNET',
    formerIds: ['algorand:wGHE2Pwdvd7S12BL5FaOP20EGYesN73ktiC1qzkkit8='],
    aliases: ['algorand', 'algorand-mainnet', 'algorand:mainnet'],
    source: CONSTANTS,
  }),
  algorand({
    id: 'algorand:SGO1GKSzyE7IEPItTxCByw9x8FmnrCDe',
    name: 'Algorand Testnet',
    environment: 'TESTNET',
    formerIds: ['algorand:SGO1GKSzyE7IEPItTxCByw9x8FmnrCDexi9/cOUJOiI='],
    aliases: ['algorand-testnet', 'algorand:testnet'],
    source: CONSTANTS,
  }),
];
