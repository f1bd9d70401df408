import { readCount } from '../text/read-count.js';
import { isRecord, own } from '../text/record.js';
import { readTime } from './read-time.js';

/** Counters as a catalogue reports them; what they count is the catalogue's to say. */
export interface ClaimedUsage {
  readonly calls30d: number | null;
  readonly payers30d: number | null;
  readonly lastCalledAt: Date | null;
}

/** Reads an item's `quality`; null where it says nothing we know. */
export function readUsage(quality: unknown): ClaimedUsage | null {
  if (!isRecord(quality)) return null;
  const usage = {
    calls30d: readCount(own(quality, 'l30DaysTotalCalls')),
    payers30d: readCount(own(quality, 'l30DaysUniquePayers')),
    lastCalledAt: readTime(own(quality, 'lastCalledAt')),
  };
  return Object.values(usage).some((value) => value !== null) ? usage : null;
}
