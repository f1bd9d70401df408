import { hash } from 'node:crypto';

import { type OfferRecord } from '../offer/offer-record.js';
import { type Standing } from '../state/state-facts.js';
import { type ToldContent, allOf, toldValues } from './told-content.js';
import { type ListingRecord } from './listing-record.js';

/** All of a listing that its document is made of. */
export interface Documented extends Pick<
  ListingRecord,
  'id' | 'resource' | 'method' | 'toolName' | 'origin' | 'mergedInto' | 'evidence' | 'exampleUrl'
> {
  readonly standing: Pick<Standing, 'state' | 'reason'>;
  readonly content: ToldContent;
}

/**
 * As the challenge goes in as its fingerprint, so do offers as what was read of them, never as raw text. Nor does the
 * day of an exchange rate that left the price as it was count.
 */
type ToldOffer = Omit<OfferRecord, 'raw' | 'seenAt' | 'rateDate'>;

/**
 * Hash of a listing's document: equal hashes mean that there is nothing to tell a follower. Different ones mean that
 * there is only if both are of this making; a stored one may be older.
 */
export const documentHash = (listing: Documented, offers: readonly OfferRecord[]): Uint8Array =>
  hash('sha256', documentText(listing, offers), 'buffer');

export const sameHash = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** Values by their place: made at every probe, where names would cost more than what they name. */
function documentText(listing: Documented, offers: readonly OfferRecord[]): string {
  const { id, resource, method, toolName, origin, mergedInto, evidence, exampleUrl } = listing;
  const { standing, content } = listing;
  return JSON.stringify([
    ...[id, resource, method, toolName, origin, mergedInto, evidence, exampleUrl],
    ...[standing.state, standing.reason],
    ...toldValues(content),
    offers.map((offer) => OFFER.map((name) => jsonOf(offer[name]))),
  ]);
}

const jsonOf = (value: unknown): unknown => (typeof value === 'bigint' ? value.toString() : value);

const OFFER = allOf<ToldOffer>({
  ...{ key: true, position: true, evidence: true, x402Version: true, scheme: true, network: true },
  ...{ environment: true, asset: true, assetRaw: true, amountAtomic: true, amountRaw: true, amount: true },
  ...{ priceUsd: true, priceUsdHigh30d: true, priceKind: true, payTo: true, maxTimeoutSeconds: true },
  ...{ paymentFlow: true, transferMethod: true, payability: true, issues: true },
});
