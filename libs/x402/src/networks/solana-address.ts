import { BITCOIN_BASE58, decodeBase58 } from '../encoding/base58.js';

const ADDRESS_BYTES = 32;

/** A Solana address as written, where it is base58 of exactly 32 bytes. Case counts. */
export function solanaAddress(text: string): string | null {
  if (text.length < 32 || text.length > 44) return null;
  return decodeBase58(text, BITCOIN_BASE58)?.length === ADDRESS_BYTES ? text : null;
}
