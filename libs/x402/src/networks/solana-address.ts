import { BITCOIN_BASE58, decodeBase58 } from '../encoding/base58.js';
import { remembering } from '../text/remembering.js';

const ADDRESS_BYTES = 32;

/** A Solana address as written, where it is base58 of exactly 32 bytes. Case counts. */
export const solanaAddress = (text: string): string | null =>
  text.length < 32 || text.length > 44 ? null : decodable(text);

/** The same payees, tokens and fee payers come again and again. */
const decodable = remembering((text) =>
  decodeBase58(text, BITCOIN_BASE58)?.length === ADDRESS_BYTES ? text : null,
);
