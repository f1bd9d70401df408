import { type ListingRecord } from '../listing/listing-record.js';
import { toldValues } from '../listing/told-content.js';
import { type OfferRecord, samePrice } from '../offer/offer-record.js';
import { isInFeed } from '../state/listing-state.js';

export type ChangeTopic = 'NEW' | 'PRICE' | 'PAY_TO' | 'STATE' | 'METADATA' | 'OWNER';

/** One entry of the change log, before it has a position. */
export interface ChangeRecord {
  readonly listing: ListingRecord;
  readonly what: readonly ChangeTopic[];
  readonly at: Date;
  readonly wasInFeed: boolean;
  readonly isInFeed: boolean;
}

/** A listing with its offers, as it was or as it will be. */
export interface Described {
  readonly listing: ListingRecord;
  readonly offers: readonly OfferRecord[];
}

/** Names what differs between two documents that are known to differ. NEW is said when it is made, and when it can first be bought. */
export function describeChange(before: Described | null, after: Described, at: Date): ChangeRecord {
  const isFirstListed = after.listing.firstListedAt !== null && before?.listing.firstListedAt == null;
  return {
    listing: after.listing,
    what: before === null ? ['NEW'] : [...(isFirstListed ? ['NEW' as const] : []), ...topics(before, after)],
    at,
    wasInFeed: before !== null && isInFeed(before.listing.standing.state),
    isInFeed: isInFeed(after.listing.standing.state),
  };
}

function topics(before: Described, after: Described): ChangeTopic[] {
  const was = before.listing.standing;
  const is = after.listing.standing;
  const found: ChangeTopic[] = [];
  if (was.state !== is.state || was.reason !== is.reason) found.push('STATE');
  if (!sameOffers(before.offers, after.offers, samePrice)) found.push('PRICE');
  if (!sameOffers(before.offers, after.offers, (one, other) => one.payTo === other.payTo))
    found.push('PAY_TO');
  if (found.length === 0 || words(before) !== words(after)) found.push('METADATA');
  return found;
}

/** What a listing says of itself, beside its offers. */
function words({ listing }: Described): string {
  const { resource, method, toolName, exampleUrl } = listing;
  const content = toldValues({ ...listing.content, fingerprint: null, payability: 'UNKNOWN' });
  return JSON.stringify([content, resource, method, toolName, exampleUrl]);
}

function sameOffers(
  before: readonly OfferRecord[],
  after: readonly OfferRecord[],
  same: (one: OfferRecord, other: OfferRecord) => boolean,
): boolean {
  if (before.length !== after.length) return false;
  const byKey = new Map(before.map((offer) => [offer.key, offer]));
  return after.every((offer) => {
    const was = byKey.get(offer.key);
    return was !== undefined && same(was, offer);
  });
}
