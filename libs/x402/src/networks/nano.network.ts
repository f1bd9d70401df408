import { blake2b } from '@noble/hashes/blake2.js';
import { NANO_BASE32, decodeBase32 } from '../encoding/base32.js';
import { defineNetwork, type NetworkRow } from './network.js';

const DRAFT = 'x402-foundation/x402 specs/schemes/exact/scheme_exact_nano.md (draft)';

const CHECKSUM_BYTES = 5;

/** `nano_`, the key, and its BLAKE2b checksum; `xrb_` is the same account by its former prefix. */
function nanoAddress(text: string): string | null {
  const [, key = '', check = ''] = /^(?:nano|xrb)_([13][a-z0-9]{51})([a-z0-9]{8})$/.exec(text) ?? [];
  const bytes = decodeBase32(key, NANO_BASE32, 'LEFT');
  const stated = decodeBase32(check, NANO_BASE32);
  if (key === '' || bytes === null || stated === null) return null;
  const expected = blake2b(bytes, { dkLen: CHECKSUM_BYTES }).reverse();
  return stated.every((byte, at) => byte === expected[at]) ? `nano_${key}${check}` : null;
}

const nano = (row: NetworkRow) =>
  defineNetwork({
    ...row,
    family: 'nano',
    canonicalAddress: nanoAddress,
    canonicalAsset: (text) => (text === 'XNO' ? text : null),
    zeroAddress: 'nano_1111111111111111111111111111111111111111111111111111hifc8npp',
  });

export const nanoNetworks = [
  nano({
    id: 'nano:mainnet',
    name: 'Nano',
    environment: 'MAINNET',
    aliases: ['nano'],
    source: DRAFT,
  }),
];
