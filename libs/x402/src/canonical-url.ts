import { fail, ok, type Result } from '@bazaar/kernel';

const CANONICAL_BYTES_MAX = 2048;
/** Longer than any URL that is meant; the query may be long, the canonical form may not. */
const TEXT_CHARS_MAX = 16_384;
const UTF8 = new TextEncoder();
const MCP_URL = /^mcp:\/\/([^/?#@\s]+)(\/[^?#]*)?(?:[?#]|$)/i;
const CONTROL = /[\u0000-\u001f\u007f]/;

export interface CanonicalUrl {
  /** Origin and path: what a resource is known by. */
  readonly resource: string;
  readonly origin: string;
  /** The URL to fetch: query kept, fragment and credentials gone. */
  readonly url: string;
}

export type UrlRefusal = 'not-a-url' | 'unsupported-scheme' | 'url-too-long';

/**
 * One spelling for one resource: host in lower case and punycode, without the root's dot; query, fragment, credentials
 * and default port gone. Path case, percent-encoding, double and trailing slashes stay: they may mean something to the server.
 */
export function canonicalUrl(text: string): Result<CanonicalUrl, UrlRefusal> {
  if (text.length > TEXT_CHARS_MAX) return fail('url-too-long');
  const trimmed = text.trim();
  if (/^mcp:\/\//i.test(trimmed)) return canonicalMcpUrl(trimmed);
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    return fail('not-a-url');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return fail('unsupported-scheme');
  // Only where there is one: each of these makes the whole URL anew.
  if (trimmed.includes('#')) url.hash = '';
  if (trimmed.includes('@')) {
    url.username = '';
    url.password = '';
  }
  const name = url.hostname.endsWith('.') ? url.hostname.slice(0, -1) : url.hostname;
  if (name.split('.').includes('')) return fail('not-a-url');
  if (name !== url.hostname) url.hostname = name;
  return bounded({ resource: `${url.origin}${url.pathname}`, origin: url.origin, url: url.href });
}

/** `mcp://tool/x` is an identifier, not an address; WHATWG has no origin for it, so it is kept as written. */
function canonicalMcpUrl(text: string): Result<CanonicalUrl, UrlRefusal> {
  const match = MCP_URL.exec(text);
  if (match === null || CONTROL.test(text)) return fail('not-a-url');
  const origin = `mcp://${match[1] ?? ''}`;
  const resource = `${origin}${match[2] ?? ''}`.trimEnd();
  return bounded({ resource, origin, url: resource });
}

const bounded = (canonical: CanonicalUrl): Result<CanonicalUrl, UrlRefusal> =>
  UTF8.encode(canonical.resource).length > CANONICAL_BYTES_MAX ? fail('url-too-long') : ok(canonical);
