import { AppError } from '@bazaar/kernel';
import { z } from 'zod';

import { optional } from './fields.js';
import { parseInput } from './parse-input.js';

const cursor = z.string().max(1_024, 'must be a cursor of an earlier answer.');

/** A page of a connection. GraphQL refuses what is too large; REST clamps it before it comes here. */
export const pageInput = (firstMax: number, firstDefault: number) => {
  const range = `must be a whole number from 1 to ${firstMax}.`;
  return z.object({
    first: z
      .number(range)
      .int(range)
      .min(1, range)
      .max(firstMax, range)
      .nullish()
      .transform((first) => first ?? firstDefault),
    after: optional(cursor).transform((after) => (after === undefined || after === '' ? null : after)),
  });
};

export const PAGE_MAX = 100;
export const PageInput = pageInput(PAGE_MAX, 20);
export const ChangePageInput = pageInput(1_000, 500);

const HistoryPageInput = pageInput(PAGE_MAX, 50);
/** A place in a history: the number of the entry before it. */
const HISTORY_CURSOR = /^\d{1,18}$/;

/** @throws AppError BAD_INPUT, CURSOR_INVALID */
export function parseHistoryPage(raw: unknown): { first: number; after: string | null } {
  const page = parseInput(HistoryPageInput, raw);
  if (page.after === null || HISTORY_CURSOR.test(page.after)) return page;
  throw new AppError('CURSOR_INVALID', 'The cursor is not one of this history.');
}
