import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

const EVM_ADDRESS = /^0x[0-9a-fA-F]{40}$/i;

/**
 * EIP-55 spelling of an EVM address. A wrong checksum is mended, not refused: a letter in the wrong case is
 * what sellers write, and the chain does not look at it.
 */
export function evmAddress(text: string): string | null {
  if (!EVM_ADDRESS.test(text)) return null;
  const digits = text.slice(2).toLowerCase();
  const hash = bytesToHex(keccak_256(utf8ToBytes(digits)));
  let checksummed = '0x';
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charAt(at);
    checksummed += hash.charAt(at) >= '8' ? digit.toUpperCase() : digit;
  }
  return checksummed;
}
