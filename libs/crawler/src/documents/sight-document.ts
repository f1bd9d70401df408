import { type DocumentKind, type Sighted, type SourceRef } from '@bazaar/catalog';
import { type DocumentEntry } from '@bazaar/x402';

/** JSON characters of an entry's own words; longer ones are not kept. */
const ITEM_CHARS_MAX = 65_536;
/** Of those, so many are looked at before all that is merely due, where somebody waits. */
const AWAITED_MAX = 32;

const NAMES: Readonly<Record<DocumentKind, string>> = {
  'well-known': 'well-known',
  openapi: 'openapi',
  dns: 'dns',
  mcp: 'mcp',
  'llms-txt': 'llms',
};

/** An origin as a source of what one of its documents names. */
export const documentSource = (kind: DocumentKind, origin: string): SourceRef => ({
  id: `${NAMES[kind]}:${origin}`,
  kind: NAMES[kind],
  url: origin,
});

/** The targets that a document names, each with what it claims. A pointer claims nothing. */
export function sightDocument(
  entries: readonly DocumentEntry[],
  source: SourceRef,
  { now, isAwaited }: { readonly now: Date; readonly isAwaited: boolean },
): Sighted[] {
  return entries.map(({ url, method, toolName, isPointer, item, raw }, index) => ({
    ...{ url, method, toolName, source },
    type: toolName === null ? (item.type ?? 'HTTP') : 'MCP',
    claim: isPointer ? null : claimOf(item, raw, now),
    probeNow: isAwaited && index < AWAITED_MAX,
    example: null,
  }));
}

/** Its own words beside what was read of them; a date in the future is clamped to now. */
function claimOf(
  { updatedAt, reading, issues, resource }: DocumentEntry['item'],
  raw: unknown,
  now: Date,
): NonNullable<Sighted['claim']> {
  const words = JSON.stringify(raw);
  return {
    item: words.length <= ITEM_CHARS_MAX ? words : JSON.stringify({ resource }),
    claimedAt: updatedAt !== null && updatedAt > now ? now : updatedAt,
    ...{ reading, issues },
  };
}
