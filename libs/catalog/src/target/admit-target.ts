import { fail, ok, type Result } from '@bazaar/kernel';
import { canonicalUrl, cleanText, readMethod } from '@bazaar/x402';

import { type ListingKey } from '../listing/listing-key.js';
import { type SightingRefusal } from '../ingest/sighted.js';
import { httpsTwin } from './https-twin.js';
import { registrableDomain } from './registrable-domain.js';

/** What can be told from a URL alone: whether we would ever send a request there. */
export type UrlGuard = (url: URL) => 'private-address' | 'port-not-allowed' | 'unsupported-scheme' | null;

export interface AdmittedTarget {
  readonly url: string;
  readonly method: string | null;
  readonly toolName: string | null;
  /** Who is asked, and under whose lock all listings of that host are written. */
  readonly origin: string;
  /** Whose the origin is: what one owner registered. */
  readonly domain: string;
  /** The listing it leads to as long as no probe has taught better. */
  readonly key: ListingKey;
  /** False for `mcp://` identifiers: a name, not an address. */
  readonly reachable: boolean;
}

/** What an index entry can hold; longer query strings are no addresses of a service. */
const URL_BYTES_MAX = 2_048;
const TOOL_NAME_CHARS_MAX = 128;

/** Credentials are never kept, and what cannot be seen or stored is kept in its percent-encoded form. */
const hasOddCharacters = (url: string): boolean =>
  /[^\x21-\x7e]/.test(url) || /^[^/?#]*\/\/[^/?#]*@/.test(url);

/**
 * Decides whether a named target is one we keep, and under which key.
 *
 * A plain http URL on port 80 belongs to its https twin: https is tried first, and a probe re-keys the listing where
 * only http answers.
 */
export function admitTarget(
  named: { url: string; method: string | null; toolName: string | null },
  guard: UrlGuard,
): Result<AdmittedTarget, SightingRefusal> {
  const written = named.url.trim();
  const canonical = canonicalUrl(written);
  if (!canonical.ok) return canonical;
  const url = hasOddCharacters(written) ? canonical.value.url : written;
  if (Buffer.byteLength(url) > URL_BYTES_MAX) return fail('url-too-long');
  const { resource, origin } = httpsTwin(canonical.value);
  const reachable = !origin.startsWith('mcp:');
  if (!reachable && /[^\x21-\x7e]/.test(resource)) return fail('not-a-url');
  const refusal = reachable ? guard(new URL(canonical.value.url)) : null;
  if (refusal !== null) return fail(refusal);
  const toolName = named.toolName === null ? null : cleanText(named.toolName, TOOL_NAME_CHARS_MAX);
  // A tool is called in one way only; a word that is no method says nothing.
  const method = toolName === null ? readMethod(named.method) : null;
  return ok({
    url,
    method,
    toolName,
    origin,
    domain: registrableDomain(origin),
    reachable,
    key: { resource, method, toolName },
  });
}
