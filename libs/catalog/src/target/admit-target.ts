import { fail, ok, type Result } from '@bazaar/kernel';
import { canonicalUrl } from '@bazaar/x402';

import { type ListingKey } from '../listing/listing-key.js';
import { type SightingRefusal } from '../ingest/sighted.js';

/** What can be told from a URL alone: whether we would ever send a request there. */
export type UrlGuard = (url: URL) => 'private-address' | 'port-not-allowed' | 'unsupported-scheme' | null;

export interface AdmittedTarget {
  readonly url: string;
  readonly method: string | null;
  readonly toolName: string | null;
  /** Who is asked, and under whose lock all listings of that host are written. */
  readonly origin: string;
  /** The listing it leads to as long as no probe has taught better. */
  readonly key: ListingKey;
  /** False for `mcp://` identifiers: a name, not an address. */
  readonly reachable: boolean;
}

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
  const url = named.url.trim().toWellFormed().replaceAll('\0', '');
  const canonical = canonicalUrl(url);
  if (!canonical.ok) return canonical;
  const { resource, origin } = httpsTwin(canonical.value);
  const reachable = !origin.startsWith('mcp:');
  const refusal = reachable ? guard(new URL(canonical.value.url)) : null;
  if (refusal !== null) return fail(refusal);
  const method = named.method?.toUpperCase() ?? null;
  return ok({
    url,
    method,
    toolName: named.toolName,
    origin,
    reachable,
    key: { resource, method, toolName: named.toolName },
  });
}

function httpsTwin({ resource, origin }: { resource: string; origin: string }): {
  resource: string;
  origin: string;
} {
  const hasPort = /^http:\/\/[^/]*:\d+$/.test(origin);
  if (!origin.startsWith('http://') || hasPort) return { resource, origin };
  return { resource: resource.replace('http:', 'https:'), origin: origin.replace('http:', 'https:') };
}
