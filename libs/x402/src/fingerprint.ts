import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Challenge } from './model.js';
import { isRecord } from './text/record.js';

/** Fields that are new in every answer of an endpoint that has not changed. */
const VOLATILE: ReadonlySet<string> = new Set([
  'recentBlockhash',
  'lastValidBlockHeight',
  'recentSlot',
  'invoice',
  'paymentHash',
  'receiptId',
  'requestId',
  'nonce',
  'issuedAt',
  'notBefore',
  'expirationTime',
  'expiresAt',
  'timestamp',
]);

/** Under these a field's name is the seller's own: a parameter called `nonce` is no nonce. */
const OPAQUE: ReadonlySet<string> = new Set(['bazaar', 'outputSchema', 'schema']);

/** Deeper data is cut off: a reading is bounded long before, so only a caller's own value gets here. */
const DEPTH_MAX = 100;

/** JSON with its keys in order, so that two spellings of one value are one text. */
export const canonicalJson = (value: unknown): string => JSON.stringify(ordered(value ?? null, DEPTH_MAX));

/** Changes when what the challenge says changes; not with the order of keys, nor with what is new in every answer. */
export function fingerprintOf({ x402Version, resource, accepts, extensions }: Challenge): string {
  const said = stable({ x402Version, resource, accepts, extensions }, DEPTH_MAX);
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(said))));
}

function ordered(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => ordered(item, depth - 1));
  const keys = Object.keys(value).sort();
  // fromEntries, since an assignment to `__proto__` would not make a key.
  return Object.fromEntries(
    keys.map((key) => [key, ordered((value as Record<string, unknown>)[key], depth - 1)]),
  );
}

function stable(value: unknown, depth: number): unknown {
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => stable(item, depth - 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !VOLATILE.has(key))
      .map(([key, item]) => [key, OPAQUE.has(key) ? item : stable(item, depth - 1)]),
  );
}
