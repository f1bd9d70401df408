import { readMethod } from '../bazaar/http-method.js';
import { firstOwn, isRecord, own, recordOr, type JsonRecord } from '../text/record.js';

const URL_KEYS = ['resource', 'url', 'endpoint', 'endpoint_url', 'resourceUrl'];
const METHOD_KEYS = ['method', 'http_method', 'httpMethod', 'declared_verb'];
const METHOD_AND_URL = /^([A-Za-z]{3,7})\s+(\S+)$/;

/** Under whichever name an item states its URL: as written, empty where it states none. */
export function statedUrl(item: JsonRecord): string {
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

/** The method in an item's own fields. */
export const statedMethod = (item: JsonRecord): string | null => readMethod(firstOwn(item, METHOD_KEYS));

/** `GET https://…`, or the URL alone. */
export function splitMethod(text: string): { url: string; method: string | null } {
  const trimmed = text.trim();
  const match = METHOD_AND_URL.exec(trimmed);
  const method = match === null ? null : readMethod(match[1]);
  return method === null ? { url: trimmed, method: null } : { url: match?.[2] ?? '', method };
}
