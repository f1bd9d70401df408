import { AppError } from '@bazaar/kernel';

import { PAGE_MAX } from '../input/page.input.js';
import { type RestQuery, oneValue } from './query-parameters.js';

const LIMIT_DEFAULT = 20;

/** Above the maximum it is clamped, since that is what clients of the standard API expect; the answer echoes it. */
export function limitOf(query: RestQuery, max: number = PAGE_MAX, silent: number = LIMIT_DEFAULT): number {
  const text = oneValue(query, 'limit');
  if (text === undefined) return silent;
  const limit = /^\d{1,100}$/.test(text) ? Math.min(Number(text), max) : 0;
  if (limit === 0)
    throw new AppError(
      'BAD_INPUT',
      `limit: must be a whole number from 1; above ${max} it counts as ${max}.`,
    );
  return limit;
}

export function offsetOf(query: RestQuery): number {
  const text = oneValue(query, 'offset') ?? '0';
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new AppError('BAD_INPUT', 'offset: must be a whole number from 0.');
}

/** `view=brief` leaves out extensions and schemas. */
export function isBrief(query: RestQuery): boolean {
  const view = oneValue(query, 'view') ?? 'full';
  if (view === 'brief' || view === 'full') return view === 'brief';
  throw new AppError('BAD_INPUT', 'view: must be brief or full.');
}
