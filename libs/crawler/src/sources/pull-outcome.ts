import { type FeedLease, type FeedOutcome } from '@bazaar/catalog';
import { cleanText } from '@bazaar/x402';

import { heldText, judgeCount } from './feed-guard.js';
import { nextTry } from './next-run.js';
import { type Pulled } from './pull-source.js';

const ERROR_CHARS_MAX = 400;

/** What is remembered of a pull, and when the next one is due. */
export function outcomeOf(
  { guard: before, failures }: FeedLease,
  { rows, stated, refused, isStopped, error }: Pulled,
  { now, everyMs, targetsMax }: { readonly now: Date; readonly everyMs: number; readonly targetsMax: number },
): FeedOutcome {
  const guard = error === null ? judgeCount(before, { rows, stated, isStopped }) : before;
  const overQuota = refused.get('quota') ?? 0;
  const quotaText =
    overQuota === 0
      ? null
      : `quota: ${overQuota} rows beyond ${targetsMax} targets that no other source names`;
  const nextRunAt =
    error === null ? new Date(now.getTime() + everyMs) : nextTry(now, failures, error.retryAt);
  return {
    ...{ at: now, nextRunAt, rows, guard, hasFailed: error !== null },
    refused: [...refused.values()].reduce((sum, count) => sum + count, 0),
    error: error === null ? (heldText(guard) ?? quotaText) : errorText(error),
  };
}

/** It may quote the stranger. */
export const errorText = (error: Error): string => cleanText(error.message, ERROR_CHARS_MAX) ?? error.name;
