import { keccak_256 } from '@noble/hashes/sha3.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { remembering } from '../text/remembering.js';

/** Not `0X`: no client takes that. */
const EVM_ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const CHARS = 42;

/**
 * EIP-55 spelling of an EVM address. A wrong checksum is mended, not refused: a letter in the wrong case is
 * what sellers write, and the chain does not look at it.
 */
export const evmAddress = (text: string): string | null => (text.length === CHARS ? checksummed(text) : null);

/** The same payees and tokens come again and again, and a hash is the dearest thing in reading an offer. */
const checksummed = remembering((text) => {
  if (!EVM_ADDRESS.test(text)) return null;
  const digits = text.slice(2).toLowerCase();
  const hash = bytesToHex(keccak_256(utf8ToBytes(digits)));
  let address = '0x';
  for (let at = 0; at < digits.length; at++) {
    const digit = digits.charAt(at);
    address += hash.charAt(at) >= '8' ? digit.toUpperCase() : digit;
  }
  return address;
});
