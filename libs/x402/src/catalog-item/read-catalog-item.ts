import { fail, ok, type Result } from '@bazaar/kernel';
import { assembleReading } from '../assemble-reading.js';
import { readMethod } from '../bazaar/http-method.js';
import { canonicalUrl } from '../canonical-url.js';
import { type ResourceReading, type ResourceType } from '../model.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isBoundedJson } from '../text/parse-json.js';
import { firstOwn, isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { readChallengeDocument } from '../wire/challenge-document.js';
import { joinOrRefuse } from '../wire/read-challenge.js';
import { readTime } from './read-time.js';
import { readUsage, type ClaimedUsage } from './read-usage.js';

const URL_KEYS = ['resource', 'url', 'endpoint', 'endpoint_url', 'resourceUrl'];
const METHOD_KEYS = ['method', 'http_method', 'httpMethod', 'declared_verb'];
const TIME_KEYS = ['lastUpdated', 'last_updated', 'updatedAt', 'updated_at', 'updated'];
const RESOURCE_KEYS = ['description', 'mimeType', 'serviceName', 'tags', 'iconUrl'];
const METHOD_AND_URL = /^([A-Za-z]{3,7})\s+(\S+)$/;

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
}

/**
 * One item in any of the dialects catalogues speak. Prices in words (`$0.10`) are not read: only offers are.
 *
 * Errors: `not-an-object`, `no-url`.
 */
export function readCatalogItem(raw: unknown): Result<CatalogItem, 'not-an-object' | 'no-url'> {
  if (typeof raw === 'string') return readLine(raw);
  if (!isRecord(raw) || !isBoundedJson(raw)) return fail('not-an-object');
  const { url: written, method: prefix } = splitMethod(urlOf(raw));
  if (written === '') return fail('no-url');

  const reading = readClaim(raw, written);
  const stated = firstOwn(raw, METHOD_KEYS) ?? own(recordOr(own(raw, 'resource')), 'method');
  return ok({
    resource: written,
    type: typeOf(own(raw, 'type')) ?? reading?.type ?? null,
    method: reading?.call.method ?? readMethod(stated) ?? prefix,
    toolName: cleanText(own(raw, 'toolName'), TEXT_MAX.name) ?? reading?.toolName ?? null,
    updatedAt: readTime(firstOwn(raw, TIME_KEYS)),
    usage: readUsage(own(raw, 'quality')),
    reading,
  });
}

/** `GET https://…`, or the URL alone. */
function readLine(line: string): Result<CatalogItem, 'no-url'> {
  const { url, method } = splitMethod(line);
  if (url === '') return fail('no-url');
  return ok({
    resource: url,
    type: null,
    method,
    toolName: null,
    updatedAt: null,
    usage: null,
    reading: null,
  });
}

function splitMethod(text: string): { url: string; method: string | null } {
  const trimmed = text.trim();
  const match = METHOD_AND_URL.exec(trimmed);
  const method = match === null ? null : readMethod(match[1]);
  return method === null ? { url: trimmed, method: null } : { url: match?.[2] ?? '', method };
}

function urlOf(item: JsonRecord): string {
  for (const key of URL_KEYS) {
    const value = own(item, key);
    const url = isRecord(value) ? own(value, 'url') : value;
    if (typeof url === 'string' && url.trim() !== '') return url;
  }
  const accepts = own(item, 'accepts');
  const first: unknown = Array.isArray(accepts) ? accepts.find(isRecord) : null;
  const inside = own(recordOr(first), 'resource');
  const url = isRecord(inside) ? own(inside, 'url') : inside;
  return typeof url === 'string' ? url : '';
}

/** The item as the challenge it claims the resource would answer with. */
function readClaim(item: JsonRecord, written: string): ResourceReading | null {
  const at = canonicalUrl(written);
  if (!at.ok || !Array.isArray(own(item, 'accepts'))) return null;
  const metadata = recordOr(own(item, 'metadata'));
  const resource = recordOr(own(item, 'resource'));
  const field = (key: string) => own(item, key) ?? own(resource, key) ?? own(metadata, key);
  const bazaar = own(metadata, 'bazaar');
  const document = readChallengeDocument({
    x402Version: own(item, 'x402Version'),
    accepts: own(item, 'accepts'),
    resource: { url: written, ...Object.fromEntries(RESOURCE_KEYS.map((key) => [key, field(key)])) },
    extensions:
      own(item, 'extensions') ?? own(metadata, 'extensions') ?? (isRecord(bazaar) ? { bazaar } : {}),
  });
  // How the challenge itself was carried is not known from a catalogue, so nothing is held against it.
  const read = document === null ? null : joinOrRefuse([{ document, unreadable: null, isRetold: true }]);
  if (read?.ok !== true) return null;
  const method = readMethod(firstOwn(item, METHOD_KEYS));
  const toolName = cleanText(own(item, 'toolName'), TEXT_MAX.name);
  const type = toolName !== null || typeOf(own(item, 'type')) === 'MCP' ? 'MCP' : null;
  const reading = assembleReading({ at: at.value, method, toolName, type, transport: null }, read.value);
  return reading.ok ? reading.value : null;
}

function typeOf(value: unknown): ResourceType | null {
  if (value === 'mcp') return 'MCP';
  return value === 'http' ? 'HTTP' : null;
}
