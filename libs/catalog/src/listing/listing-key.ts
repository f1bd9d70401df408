import { createHash, randomBytes } from 'node:crypto';

/** What makes a listing this one and no other. Null where not (yet) known. */
export interface ListingKey {
  readonly resource: string;
  readonly method: string | null;
  readonly toolName: string | null;
}

/** One text for a key, to look it up in a map. */
export const keyText = ({ resource, method, toolName }: ListingKey): string =>
  JSON.stringify([resource, method, toolName]);

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const RANDOM_LETTERS = 20;

/**
 * A new listing id: 8 hex digits of the origin's hash, so that a store can be split by origin, then 100 random bits.
 *
 * @param random where the randomness comes from; a test may pass its own
 */
export function newListingId(origin: string, random: (bytes: number) => Uint8Array = randomBytes): string {
  const shard = createHash('sha256').update(origin).digest('hex').slice(0, 8);
  const letters = Array.from(random(RANDOM_LETTERS), (byte) => BASE32.charAt(byte % BASE32.length));
  return shard + letters.join('');
}
