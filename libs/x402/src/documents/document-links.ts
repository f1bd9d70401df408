import { firstOwn, isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';
import { type DocumentLink } from './document.js';
import { placeUrl } from './place-url.js';

/** Where manifests name other documents beside their lists. */
const PLACES = ['links', 'discovery', 'discovery_urls', 'publisher', 'x-discovery'];
/** By the name of the field. `mcp` stands for the server, whose list of tools is the document. */
const KINDS: readonly (readonly [name: RegExp, kind: DocumentLink['kind']])[] = [
  [/^(?:openapi|swagger|x402_openapi)(?:_?(?:url|json|spec))?$/i, 'openapi'],
  [/^(?:llms|llms_?txt)(?:_?url)?$/i, 'llms-txt'],
  [/^mcp(?:_?(?:url|endpoint|server))?$/i, 'mcp'],
  [/^(?:x402|x402_?manifest|manifest|service_?manifest|catalog_?url|well_?known)(?:_?url)?$/i, 'well-known'],
];

/** The other documents that one names, those of its own domain alone, each once. */
export function documentLinks(
  document: JsonRecord,
  at: URL,
  isOwn: (url: string) => boolean,
): readonly DocumentLink[] {
  const found = new Map<string, DocumentLink>();
  for (const place of [document, ...PLACES.map((name) => recordOr(own(document, name)))]) {
    for (const [name, value] of Object.entries(place).slice(0, DOCUMENT_MAX.linkFields)) {
      const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1];
      const url = kind === undefined ? null : linkedUrl(value, at);
      if (kind === undefined || url === null || url === at.href || !isOwn(url)) continue;
      if (found.size < DOCUMENT_MAX.links) found.set(url, { kind, url });
    }
  }
  return [...found.values()];
}

/** A text, or an object that has it under a name of its own. */
function linkedUrl(value: unknown, at: URL): string | null {
  const stated = isRecord(value) ? firstOwn(value, ['url', 'endpoint', 'remote', 'href']) : value;
  if (typeof stated !== 'string' || stated === '') return null;
  const placed = placeUrl(stated, at.origin);
  return placed.ok && placed.value.url.startsWith('http') ? placed.value.url : null;
}
