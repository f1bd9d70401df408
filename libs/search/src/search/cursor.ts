import { createHash } from 'node:crypto';

import { AppError } from '@bazaar/kernel';
import { z } from 'zod';

import { RANKING_VERSION } from '../ranking/features.js';
import { type Place } from '../ranking/place.js';
import { type SearchInput } from './search-input.js';

/** Where a page ended: good for the same question, in the same ranking, seen at the same time. */
export interface Cursor {
  readonly at: Date;
  readonly place: Place;
}

const Written = z.strictObject({
  h: z.string(),
  v: z.number(),
  t: z.number().int().min(0).max(8.64e15),
  r: z.number().int().min(0),
  k: z.string().regex(/^-?\d{1,20}$/),
  i: z.string().max(100),
});

/** What makes it the same question. How many, and what to count, may differ from page to page. */
export function inputHash({ text, filter, prefer, budget, sort, perOriginMax }: SearchInput): string {
  const asked = JSON.stringify({ text, filter, prefer, budget, sort, perOriginMax }, inOrder);
  return createHash('sha256').update(asked).digest('base64url').slice(0, 16);
}

export function encodeCursor(hash: string, { at, place }: Cursor): string {
  const written: z.infer<typeof Written> = {
    h: hash,
    v: RANKING_VERSION,
    t: at.getTime(),
    r: place.round,
    k: place.key.toString(),
    i: place.id,
  };
  return Buffer.from(JSON.stringify(written)).toString('base64url');
}

export function decodeCursor(text: string, hash: string): Cursor {
  const { success, data } = Written.safeParse(parsed(text));
  if (!success) throw new AppError('CURSOR_INVALID', 'This is not a cursor of a search.');
  if (data.h !== hash) throw new AppError('CURSOR_INVALID', 'The cursor belongs to another search.');
  if (data.v !== RANKING_VERSION)
    throw new AppError('CURSOR_INVALID', 'Ranking has changed since the cursor was given: start again.');
  return { at: new Date(data.t), place: { round: data.r, key: BigInt(data.k), id: data.i } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return null;
  }
}

/** Keys in order, so that equal inputs are equal texts. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
