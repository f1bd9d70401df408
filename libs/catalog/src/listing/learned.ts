import { type ResourceReading, canonicalUrl, fingerprintOf } from '@bazaar/x402';

import { type OfferRecord } from '../offer/offer-record.js';

import { type ListingContent, type ListingRecord, wordsOf } from './listing-record.js';

/** What a good answer says of a listing: its key, its words, and that the endpoint itself says so. */
interface Told extends Pick<ListingRecord, 'resource' | 'method' | 'toolName' | 'origin' | 'evidence'> {
  readonly content: Omit<ListingContent, 'challenge'>;
}

/** The same, but for the challenge it is read from. */
export const told = (
  before: Pick<ListingRecord, 'resource' | 'origin' | 'evidence'>,
  reading: ResourceReading,
  offers: readonly OfferRecord[],
): Told => ({
  resource: reading.resource,
  method: reading.method,
  toolName: reading.toolName,
  origin: originOf(before, reading.resource),
  evidence: 'PROBED',
  content: { ...wordsOf(reading), fingerprint: fingerprintBy(reading, offers) },
});

/** Takes over what a good answer says. Nothing of the listing's former content survives: no half-old documents. */
export function learned(
  before: ListingRecord,
  reading: ResourceReading,
  offers: readonly OfferRecord[],
): ListingRecord {
  const { content, ...rest } = told(before, reading, offers);
  return { ...before, ...rest, content: { ...content, challenge: JSON.stringify(reading.challenge) } };
}

/** A payee that is never the same is no news: the challenge is then hashed without its payees. */
function fingerprintBy({ challenge, fingerprint }: ResourceReading, offers: readonly OfferRecord[]): string {
  if (!offers.some(({ issues }) => issues.some(({ code }) => code === 'pay-to-dynamic'))) return fingerprint;
  const accepts = challenge.accepts.map((entry) =>
    typeof entry === 'object' && entry !== null ? { ...entry, payTo: null } : entry,
  );
  return fingerprintOf({ ...challenge, accepts });
}

/** An https endpoint that answers over plain http only is listed under that origin. Told once for each resource. */
function originOf(before: Pick<ListingRecord, 'resource' | 'origin' | 'evidence'>, resource: string): string {
  if (before.evidence === 'PROBED' && before.resource === resource) return before.origin;
  const canonical = canonicalUrl(resource);
  return canonical.ok ? canonical.value.origin : before.origin;
}
