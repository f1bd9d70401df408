import { fail, ok, type Result } from '@bazaar/kernel';
import { assembleReading } from '../assemble-reading.js';
import { readMethod } from '../bazaar/http-method.js';
import { canonicalUrl } from '../canonical-url.js';
import { type ResourceReading, type ResourceType } from '../model.js';
import { type ClaimedPrice } from '../money/claimed-price.js';
import { type Issue } from '../reasons/issue.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isBoundedJson } from '../text/parse-json.js';
import { firstOwn, isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { readChallengeDocument } from '../wire/challenge-document.js';
import { joinOrRefuse } from '../wire/read-challenge.js';
import { readClaimedPrice, type SaidOfAll } from './read-claimed-price.js';
import { readTime } from './read-time.js';
import { readUsage, type ClaimedUsage } from './read-usage.js';
import { splitMethod, statedMethod, statedUrl } from './stated-target.js';

const TIME_KEYS = ['lastUpdated', 'last_updated', 'updatedAt', 'updated_at', 'updated'];
const RESOURCE_KEYS = ['description', 'mimeType', 'serviceName', 'tags', 'iconUrl'];

/** What a catalogue, a directory or a manifest says of one resource: a claim, never more. */
export interface CatalogItem {
  /** The URL as written. */
  readonly resource: string;
  readonly type: ResourceType | null;
  readonly method: string | null;
  readonly toolName: string | null;
  /** Not clamped: a catalogue may state the future. */
  readonly updatedAt: Date | null;
  readonly usage: ClaimedUsage | null;
  /** What the item claims the resource would answer; null where it states no offers. */
  readonly reading: ResourceReading | null;
  /** What it says the resource costs, where it states no offers; null where nothing, or nothing exact. */
  readonly price: ClaimedPrice | null;
  /** Another protocol than x402, where the item names that alone: `MPP`, `L402`. */
  readonly rail: string | null;
  /** What is wrong with the item; what is wrong with its offers is in the reading. */
  readonly issues: readonly Issue[];
}

/** What a source says beside an item. */
export interface SaidBeside extends SaidOfAll {
  /** The item's URL, where it is known better than from the item. */
  readonly url?: string | null;
}

/**
 * One item in any of the dialects catalogues speak. An item without offers may state a price instead (`"price":
 * "$0.10"`): it becomes an offer only where it names network, asset and exact amount.
 *
 * Errors: `not-an-object`, `no-url`.
 */
export function readCatalogItem(
  raw: unknown,
  beside: SaidBeside = {},
): Result<CatalogItem, 'not-an-object' | 'no-url'> {
  const known = beside.url ?? '';
  if (typeof raw === 'string') return readLine(raw, known);
  if (!isRecord(raw) || !isBoundedJson(raw))
    return known === '' ? fail('not-an-object') : readLine(known, known);
  const { url: stated, method: prefix } = splitMethod(statedUrl(raw));
  const written = known === '' ? stated : known;
  if (written === '') return fail('no-url');

  const accepts = own(raw, 'accepts');
  const claim = isFilled(accepts) ? null : readClaimedPrice(raw, beside);
  const reading = readClaim(raw, written, claim?.entry == null ? accepts : [claim.entry]);
  const method = statedMethod(raw) ?? readMethod(own(recordOr(own(raw, 'resource')), 'method'));
  return ok({
    resource: written,
    type: typeOf(own(raw, 'type')) ?? reading?.type ?? null,
    method: reading?.call.method ?? method ?? prefix,
    toolName: cleanText(own(raw, 'toolName'), TEXT_MAX.name) ?? reading?.toolName ?? null,
    updatedAt: readTime(firstOwn(raw, TIME_KEYS)),
    usage: readUsage(own(raw, 'quality')),
    reading,
    price: claim?.price ?? null,
    rail: claim?.rail ?? null,
    issues: claim?.issues ?? [],
  });
}

/** `GET https://…`, or the URL alone. */
function readLine(line: string, known: string): Result<CatalogItem, 'no-url'> {
  const { url: stated, method } = splitMethod(line);
  const url = known === '' ? stated : known;
  if (url === '') return fail('no-url');
  return ok(bareItem(url, { method, toolName: null }));
}

/** An item that says where, and no more. */
export const bareItem = (
  url: string,
  { method, toolName }: Pick<CatalogItem, 'method' | 'toolName'>,
): CatalogItem => ({
  resource: url,
  type: toolName === null ? null : 'MCP',
  method,
  toolName,
  updatedAt: null,
  usage: null,
  reading: null,
  price: null,
  rail: null,
  issues: [],
});

/** The item as the challenge it claims the resource would answer with. */
function readClaim(item: JsonRecord, written: string, accepts: unknown): ResourceReading | null {
  const at = canonicalUrl(written);
  if (!at.ok || !Array.isArray(accepts)) return null;
  const metadata = recordOr(own(item, 'metadata'));
  const resource = recordOr(own(item, 'resource'));
  const field = (key: string) => own(item, key) ?? own(resource, key) ?? own(metadata, key);
  const bazaar = own(metadata, 'bazaar');
  const document = readChallengeDocument({
    x402Version: own(item, 'x402Version'),
    accepts,
    resource: { url: written, ...Object.fromEntries(RESOURCE_KEYS.map((key) => [key, field(key)])) },
    extensions:
      own(item, 'extensions') ?? own(metadata, 'extensions') ?? (isRecord(bazaar) ? { bazaar } : {}),
  });
  // How the challenge itself was carried is not known from a catalogue, so nothing is held against it.
  const read = document === null ? null : joinOrRefuse([{ document, unreadable: null, isRetold: true }]);
  if (read?.ok !== true) return null;
  const method = statedMethod(item);
  const toolName = cleanText(own(item, 'toolName'), TEXT_MAX.name);
  const type = toolName !== null || typeOf(own(item, 'type')) === 'MCP' ? 'MCP' : null;
  const reading = assembleReading({ at: at.value, method, toolName, type, transport: null }, read.value);
  return reading.ok ? reading.value : null;
}

const isFilled = (accepts: unknown): boolean => Array.isArray(accepts) && accepts.length > 0;

function typeOf(value: unknown): ResourceType | null {
  if (value === 'mcp') return 'MCP';
  return value === 'http' ? 'HTTP' : null;
}
