import { readMethod } from '../bazaar/http-method.js';
import { bareItem, readCatalogItem } from '../catalog-item/read-catalog-item.js';
import { splitMethod, statedMethod, statedUrl } from '../catalog-item/stated-target.js';
import { type Offer } from '../model.js';
import { issue } from '../reasons/issue.js';
import { type ReasonCode } from '../reasons/reasons.js';
import { cleanParagraphs, cleanText, TEXT_MAX } from '../text/clean-text.js';
import { firstOwn, isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';
import { calledBy, describeCall, exampleOf, liftedParts } from './describe-call.js';
import { type Findings } from './findings.js';
import { placeUrl, type PlacedUrl } from './place-url.js';
import { type ListedEntry } from './well-known-lists.js';

const PATH_KEYS = ['path', 'route', 'routePath', 'uri', 'href'];
/** What a payment cannot be made without: an offer that lacks any of it leaves the asking to the endpoint. */
const NEEDED: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'scheme-missing',
  'network-missing',
  'asset-missing',
  'amount-missing',
  'pay-to-missing',
]);

/**
 * Reads one entry of a manifest. Complete, with an offer that names all a payment needs, it is a claim. Said to be free,
 * or paid by another protocol alone, it is an operation that is named. Anything between is a pointer: what is not whole
 * is not kept up either.
 *
 * Source: x402-foundation/x402 PR #2979, "Resource entries: bare pointer or complete".
 */
export function readEntry({ where, base, raw }: ListedEntry, findings: Findings): void {
  const written = typeof raw === 'string' ? raw : writtenUrl(recordOr(raw));
  const { url, method: prefix } = splitMethod(written);
  const placed = url === '' ? null : placeUrl(url, base);
  if (placed?.ok !== true) {
    findings.unreadable(where, placed?.error ?? 'no-url');
    return;
  }
  const fields = recordOr(raw);
  const at = placed.value;
  const methods = methodsOf(fields);
  for (const method of methods.length === 0 ? [prefix] : methods)
    addTarget(at, method, fields, raw, findings);
}

function addTarget(
  at: PlacedUrl,
  method: string | null,
  fields: JsonRecord,
  raw: unknown,
  findings: Findings,
): void {
  const input = recordOr(own(fields, 'input'));
  const toolName = cleanText(own(fields, 'toolName') ?? own(input, 'toolName'), TEXT_MAX.name);
  const words = isRecord(raw) ? { ...raw, ...(toolName === null ? {} : { toolName }) } : at.url;
  const read = readCatalogItem(words, { url: at.url });
  if (!read.ok) {
    findings.unreadable(at.url, read.error);
    return;
  }
  const claimed = read.value;
  const target = { method: toolName === null ? (method ?? claimed.method) : null, toolName };
  const isOfOtherRail = claimed.reading === null && claimed.rail !== null;
  if (isOfOtherRail) findings.issue(issue('other-rail', at.url));
  if (isOfOtherRail || (claimed.reading === null && claimed.price?.priceKind === 'FREE')) {
    findings.operation(describeCall(at, { ...target, parts: null }));
    return;
  }
  const isPointer = claimed.reading?.offers.some(isComplete) !== true;
  const shown = isPointer ? null : claimed.reading.call;
  const call =
    shown !== null && shown.parts.length > 0
      ? shown
      : describeCall(at, { ...target, ...(isPointer ? { parts: null } : liftedParts(own(fields, 'input'))) });
  findings.entry({
    url: at.url,
    origin: at.origin,
    ...target,
    exampleUrl: exampleOf(at, call),
    title: isPointer ? null : titleOf(fields),
    description: isPointer ? null : descriptionOf(fields),
    isPointer,
    item: isPointer ? bareItem(at.url, target) : calledBy(claimed, call),
    call,
    raw,
  });
}

const isComplete = ({ issues }: Offer): boolean => issues.every(({ code }) => !NEEDED.has(code));

/** By the names that catalogues use, else as a path. */
function writtenUrl(fields: JsonRecord): string {
  const stated = statedUrl(fields);
  const path = firstOwn(fields, PATH_KEYS);
  // A `resource` may be a name beside a path: `{"resource": "weather", "path": "/weather"}`.
  const isPlace = stated !== '' && /[/:]/.test(stated);
  return !isPlace && typeof path === 'string' && path !== '' ? path : stated;
}

function methodsOf(fields: JsonRecord): readonly string[] {
  const single =
    statedMethod(fields) ??
    readMethod(own(recordOr(own(fields, 'resource')), 'method')) ??
    readMethod(own(recordOr(own(fields, 'input')), 'method'));
  if (single !== null) return [single];
  const listed = own(fields, 'methods');
  const methods = Array.isArray(listed) ? listed.slice(0, DOCUMENT_MAX.methods).map(readMethod) : [];
  return [...new Set(methods.flatMap((method) => method ?? []))];
}

const titleOf = (fields: JsonRecord): string | null =>
  cleanText(own(fields, 'name') ?? own(recordOr(own(fields, 'metadata')), 'name'), TEXT_MAX.title);

function descriptionOf(fields: JsonRecord): string | null {
  const places = [fields, recordOr(own(fields, 'resource')), recordOr(own(fields, 'metadata'))];
  const written = places.map((place) => own(place, 'description')).find((text) => typeof text === 'string');
  return cleanParagraphs(written, TEXT_MAX.description);
}
