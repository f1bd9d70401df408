import { sha256 } from '@noble/hashes/sha2.js';

export const BITCOIN_BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
export const RIPPLE_BASE58 = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz';

const CHARS_MAX = 100;
const CHECKSUM_BYTES = 4;

/** The bytes of a base58 text; null for another letter, and for a text longer than any address. */
export function decodeBase58(text: string, alphabet: string): Uint8Array | null {
  if (text.length > CHARS_MAX) return null;
  const bytes: number[] = []; // the least significant first
  let leadingZeros = 0;
  for (const letter of text) {
    let carry = alphabet.indexOf(letter);
    if (carry === -1) return null;
    if (carry === 0 && bytes.length === 0) leadingZeros++;
    for (let at = 0; at < bytes.length; at++) {
      carry += (bytes[at] ?? 0) * 58;
      bytes[at] = carry & 0xff;
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push(carry & 0xff);
  }
  return Uint8Array.from([...new Array<number>(leadingZeros).fill(0), ...bytes.reverse()]);
}

/** The same where the last four bytes must be the double SHA-256 of the rest; gives the rest. */
export function decodeBase58Check(text: string, alphabet: string): Uint8Array | null {
  const bytes = decodeBase58(text, alphabet);
  if (bytes === null || bytes.length <= CHECKSUM_BYTES) return null;
  const payload = bytes.subarray(0, -CHECKSUM_BYTES);
  const checksum = bytes.subarray(-CHECKSUM_BYTES);
  const expected = sha256(sha256(payload));
  return checksum.every((byte, at) => byte === expected[at]) ? payload : null;
}
