import { type ResourceReading, canonicalUrl, fingerprintOf } from '@bazaar/x402';

import { type OfferRecord } from '../offer/offer-record.js';

import { type ListingRecord, contentOf } from './listing-record.js';

/** What a good answer teaches of a listing: its key, its content, and that the endpoint itself says so. */
export const learned = (
  before: ListingRecord,
  reading: ResourceReading,
  offers: readonly OfferRecord[],
): ListingRecord => ({
  ...before,
  resource: reading.resource,
  method: reading.method,
  toolName: reading.toolName,
  origin: originOf(reading.resource) ?? before.origin,
  evidence: 'PROBED',
  content: { ...contentOf(reading), fingerprint: fingerprintBy(reading, offers) },
});

/** A payee that is never the same is no news: the challenge is then hashed without its payees. */
function fingerprintBy({ challenge, fingerprint }: ResourceReading, offers: readonly OfferRecord[]): string {
  if (!offers.some(({ issues }) => issues.some(({ code }) => code === 'pay-to-dynamic'))) return fingerprint;
  const accepts = challenge.accepts.map((entry) =>
    typeof entry === 'object' && entry !== null ? { ...entry, payTo: null } : entry,
  );
  return fingerprintOf({ ...challenge, accepts });
}

/** An https endpoint that answers over plain http only is listed under that origin. */
function originOf(resource: string): string | null {
  const canonical = canonicalUrl(resource);
  return canonical.ok ? canonical.value.origin : null;
}
