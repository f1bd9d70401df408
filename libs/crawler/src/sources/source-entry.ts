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

/**
 * Turns a source's row into a sighting with the claim it makes. A date in the future is clamped to now: nobody gets to
 * be the newest claim for ever.
 */
export function sightEntry(entry: SourceEntry, source: SourceRef, now: Date): Result<Sighted, EntryRefusal> {
  const item = JSON.stringify(entry.item ?? null);
  if (Buffer.byteLength(item) > ITEM_BYTES_MAX) return fail('item-too-large');
  const read = readCatalogItem(entry.item);
  if (!read.ok && entry.url === null) return read;
  const said = read.ok ? read.value : null;
  const toolName = said?.toolName ?? null;
  return ok({
    url: entry.url ?? said?.resource ?? '',
    method: toolName === null ? (said?.method ?? null) : null,
    toolName,
    type: toolName === null ? (said?.type ?? 'HTTP') : 'MCP',
    source,
    claim: { item, claimedAt: clamp(said?.updatedAt ?? null, now), reading: said?.reading ?? null },
    probeNow: false,
    example: null,
  });
}

const clamp = (time: Date | null, now: Date): Date | null => (time !== null && time > now ? now : time);
