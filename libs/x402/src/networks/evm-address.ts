import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Not `0X`: no client takes that. */
const EVM_ADDRESS = /^0x[0-9a-fA-F]{40}$/;

/** The same payees and tokens come again and again, and a hash is the dearest thing in reading an offer. */
const KNOWN_MAX = 4096;
const known = new Map<string, string>();

/**
 * EIP-55 spelling of an EVM address. A wrong checksum is mended, not refused: a letter in the wrong case is
 * what sellers write, and the chain does not look at it.
 */
export function evmAddress(text: string): string | null {
  if (!EVM_ADDRESS.test(text)) return null;
  const digits = text.slice(2).toLowerCase();
  const found = known.get(digits);
  if (found !== undefined) return found;
  if (known.size >= KNOWN_MAX) known.clear();
  const address = checksum(digits);
  known.set(digits, address);
  return address;
}

function checksum(digits: string): string {
  const hash = bytesToHex(keccak_256(utf8ToBytes(digits)));
  let checksummed = '0x';
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charAt(at);
    checksummed += hash.charAt(at) >= '8' ? digit.toUpperCase() : digit;
  }
  return checksummed;
}
