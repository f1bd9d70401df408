import { type ResourceReading, canonicalUrl } from '@bazaar/x402';

import { type ListingRecord, contentOf } from './listing-record.js';

/** What a good answer teaches of a listing: its key, its content, and that the endpoint itself says so. */
export const learned = (before: ListingRecord, reading: ResourceReading): ListingRecord => ({
  ...before,
  resource: reading.resource,
  method: reading.method,
  toolName: reading.toolName,
  origin: originOf(reading.resource) ?? before.origin,
  evidence: 'PROBED',
  content: contentOf(reading),
});

/** An https endpoint that answers over plain http only is listed under that origin. */
function originOf(resource: string): string | null {
  const canonical = canonicalUrl(resource);
  return canonical.ok ? canonical.value.origin : null;
}
