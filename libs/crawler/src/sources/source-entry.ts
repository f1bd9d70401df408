import { type Sighted, type SourceRef } from '@bazaar/catalog';
import { fail, ok, type Result } from '@bazaar/kernel';
import { readCatalogItem } from '@bazaar/x402';

/** One row of a source, untouched. `url` is what the source's own envelope says beside the item, where it has one. */
export interface SourceEntry {
  readonly item: unknown;
  readonly url: string | null;
}

export type EntryRefusal = 'not-json' | 'not-an-object' | 'no-url' | 'item-too-large';

const ITEM_BYTES_MAX = 262_144;

/** What `l30DaysTotalCalls` and `l30DaysUniquePayers` count: only the source knows which calls it sees. */
const COUNTS = 'calls and distinct payers of 30 days, as this source counts them';

/**
 * Turns a source's row into a sighting with the claim it makes. A date in the future is clamped to now: nobody gets to
 * be the newest claim for ever.
 */
export function sightEntry(entry: SourceEntry, source: SourceRef, now: Date): Result<Sighted, EntryRefusal> {
  const item = JSON.stringify(entry.item ?? null);
  if (Buffer.byteLength(item) > ITEM_BYTES_MAX) return fail('item-too-large');
  const read = readCatalogItem(entry.item, { url: entry.url });
  if (!read.ok) return read;
  const { resource, method, toolName, type, updatedAt, reading, issues, usage } = read.value;
  return ok({
    url: resource,
    method: toolName === null ? method : null,
    toolName,
    type: toolName === null ? (type ?? 'HTTP') : 'MCP',
    source,
    claim: {
      ...{ item, claimedAt: clamp(updatedAt, now), reading, issues },
      usage: usage === null ? null : { ...usage, counts: COUNTS },
    },
    probeNow: false,
    example: null,
  });
}

const clamp = (time: Date | null, now: Date): Date | null => (time !== null && time > now ? now : time);
