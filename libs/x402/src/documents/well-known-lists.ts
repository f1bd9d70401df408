import { canonicalUrl } from '../canonical-url.js';
import { splitMethod, statedUrl } from '../catalog-item/stated-target.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';

/** Under what names manifests list what they sell, with who does so. Lists of what is free, or paid otherwise, are none. */
const LIST_KEYS = [
  'items', // draft #2646, tensorfeed.ai, terminalfeed.io
  'resources', // draft #2979, x402scan
  'apis', // apimesh.xyz
  'endpoints', // 67 of 608 hosts; x402engine.app
  'services',
  'routes',
  'paid_endpoints', // tunnelmind.ai
  'capability_catalog', // www.scriptmasterlabs.com
  'featuredProducts', // www.scriptmasterlabs.com
  'tools', // x402-services-production.up.railway.app
  'products', // payflowagent.net
  'bazaar_routes', // trabotpro.it
];
/** Where a manifest says what its paths are behind. */
const BASE_KEYS = ['base_url', 'baseUrl', 'canonicalBaseUrl'];
/** A service that lists its endpoints, and no deeper. */
const DEPTH_MAX = 1;

/** One entry as it stands, where, and what its path is behind. */
export interface ListedEntry {
  readonly where: string;
  readonly base: string;
  readonly raw: unknown;
}

/** The names of the lists that a manifest has; none for what is no manifest. */
export const listNames = (document: JsonRecord): readonly string[] =>
  LIST_KEYS.filter((key) => isList(own(document, key)));

/** Everything that a manifest lists, in order. */
export function* listedEntries(document: JsonRecord, base: string, depth = 0): Generator<ListedEntry> {
  const behind = statedBase(document) ?? base;
  for (const key of listNames(document)) {
    for (const [name, raw] of membersOf(own(document, key))) {
      const where = `${key}[${name}]`;
      const nested = isRecord(raw) && depth < DEPTH_MAX && listNames(raw).length > 0 ? raw : null;
      if (nested === null) yield { where, base: behind, raw };
      else
        for (const inside of listedEntries(nested, behind, depth + 1))
          yield { ...inside, where: `${where}.${inside.where}` };
    }
  }
}

/** A challenge in place of a list: one resource, or as version 1 has it, one for each way to pay that names its own. */
export function* challengedEntries(document: JsonRecord, base: string): Generator<ListedEntry> {
  const accepts = own(document, 'accepts');
  const offers = Array.isArray(accepts) ? accepts.slice(0, DOCUMENT_MAX.looks).filter(isRecord) : [];
  const byResource = new Map<string, JsonRecord[]>();
  for (const offer of offers) {
    const url = statedUrl(offer);
    const group = byResource.get(url);
    if (group === undefined) byResource.set(url, [offer]);
    else group.push(offer);
  }
  const isOne = statedUrl({ ...document, accepts: [] }) !== '' || byResource.size < 2;
  const items = isOne
    ? [document]
    : [...byResource].map(([url, group]) => ({ ...document, url, accepts: group }));
  for (const [at, raw] of items.entries()) yield { where: `accepts[${at}]`, base, raw };
}

const isList = (value: unknown): boolean => Array.isArray(value) || isRecord(value);

/**
 * A list, or an object by URL (`{"/weather": {…}, "GET /fx": "$0.01"}`) or by name (`{"weather": {"path": …}}`). A text
 * under a plain name is no endpoint: it may be what the service is made of, `{"verify": "/verify"}`.
 */
function membersOf(list: unknown): readonly (readonly [name: string, raw: unknown])[] {
  if (Array.isArray(list))
    return list.slice(0, DOCUMENT_MAX.looks).map((raw: unknown, at) => [String(at), raw] as const);
  return Object.entries(recordOr(list))
    .slice(0, DOCUMENT_MAX.looks)
    .flatMap(([name, raw]) => {
      const member = isPlace(name) ? placed(name, raw) : isRecord(raw) ? raw : null;
      return member === null ? [] : [[name, member] as const];
    });
}

const placed = (place: string, raw: unknown): unknown => (isRecord(raw) ? { url: place, ...raw } : place);

const isPlace = (name: string): boolean => /^(?:\/|https?:\/\/)/i.test(splitMethod(name).url);

function statedBase(document: JsonRecord): string | null {
  const places = [document, recordOr(own(document, 'service'))];
  const stated = places.flatMap((place) => BASE_KEYS.map((key) => own(place, key)));
  const base = stated.find((value) => typeof value === 'string' && /^https?:/i.test(value));
  const canonical = typeof base === 'string' ? canonicalUrl(base) : null;
  return canonical?.ok === true ? canonical.value.resource : null;
}
