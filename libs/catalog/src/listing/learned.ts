import { type ResourceReading, canonicalUrl, fingerprintOf } from '@bazaar/x402';

import { type OfferRecord } from '../offer/offer-record.js';

import { type ListingRecord, wordsOf } from './listing-record.js';
import { type ToldContent } from './told-content.js';

/** What a good answer says of a listing: its key, its words, and that the endpoint itself says so. */
interface Told extends Pick<ListingRecord, 'resource' | 'method' | 'toolName' | 'origin' | 'evidence'> {
  readonly content: ToldContent;
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
  const after = told(before, reading, offers);
  const content = { ...after.content, challenge: JSON.stringify(reading.challenge) };
  return { ...before, ...after, content };
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
