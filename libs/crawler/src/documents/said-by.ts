import {
  type DocumentKind,
  type DocumentSaid,
  type DocumentVia,
  type OperationSaid,
  SAID_NOTHING,
  httpsTwin,
} from '@bazaar/catalog';
import { type Call, type DocumentReading, canonicalUrl, hasPlaceholder } from '@bazaar/x402';

/** JSON characters of how one operation is called; of more the schemas are left out, then all that is shown. */
const CALL_CHARS_MAX = 4_096;
/** Of one document. */
const CALLS_CHARS_MAX = 2_097_152;

/**
 * What of a reading is kept as the origin's own word: operations, and whether it wants to be left out. A text for
 * machines tells stories rather than operations, and what somebody registered may be anybody's.
 *
 * @param at whose document it is: only there it speaks for the origin
 */
export function saidBy(
  { kind, via, origin, at }: { kind: DocumentKind; via: DocumentVia; origin: string; at: URL },
  reading: DocumentReading,
): DocumentSaid {
  if (kind === 'llms-txt' || via === 'registrant') return SAID_NOTHING;
  return {
    isOptedOut: reading.isOptedOut && httpsTwin({ resource: at.href, origin: at.origin }).origin === origin,
    ownershipProofs: reading.ownershipProofs,
    operations: operationsOf(reading),
  };
}

function operationsOf({ entries, named }: DocumentReading): OperationSaid[] {
  const found = new Map<string, OperationSaid>();
  let chars = 0;
  const stated = [
    ...entries.map(({ url, call }) => ({ url, call, isEntry: true })),
    ...named.map((call) => ({ url: call.url ?? '', call, isEntry: false })),
  ];
  for (const { url, call, isEntry } of stated) {
    const place = canonicalUrl(url);
    if (!place.ok) continue;
    const { resource, origin: atOrigin } = httpsTwin(place.value);
    const { method, toolName } = call;
    const key = JSON.stringify([resource, method, toolName]);
    if (found.has(key)) continue;
    const text = callText(call, CALLS_CHARS_MAX - chars);
    chars += text.length;
    const isTemplate = hasPlaceholder(resource.slice(atOrigin.length));
    found.set(key, { atOrigin, resource, isTemplate, method, toolName, isEntry, call: text });
  }
  return [...found.values()];
}

function callText(call: Call, room: number): string {
  const bare = { ...call, parts: call.parts.map((part) => ({ ...part, schema: null })) };
  const texts = [call, bare].map((one) => JSON.stringify(one));
  return (
    texts.find((text) => text.length <= Math.min(CALL_CHARS_MAX, room)) ??
    JSON.stringify({ ...call, parts: [] })
  );
}
