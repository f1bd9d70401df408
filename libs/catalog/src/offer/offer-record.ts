import { type Offer as ReadOffer } from '@bazaar/x402';

import { type Evidence } from '../state/listing-state.js';

/** Read from `raw` again whenever they are asked for: no columns, and no news to a follower. */
type Derived = 'terms' | 'rateDate';

/** An offer as the write path holds it: what was read, its place, and by which evidence. */
export interface OfferRecord extends Omit<ReadOffer, 'raw' | Derived> {
  readonly position: number;
  readonly evidence: Evidence;
  /** When its present terms were first read, or last after a change of the listing. */
  readonly seenAt: Date;
  /** The dearest of the last 30 days, this price included. */
  readonly priceUsdHigh30d: string | null;
  /** JSON: the entry as the seller wrote it. */
  readonly raw: string;
}

export const recordOffers = (offers: readonly ReadOffer[], evidence: Evidence, seenAt: Date): OfferRecord[] =>
  offers.map(({ raw, terms: _terms, rateDate: _rateDate, ...offer }, position) => ({
    ...offer,
    position,
    evidence,
    seenAt,
    priceUsdHigh30d: offer.priceUsd,
    raw: JSON.stringify(raw),
  }));

/** What is charged: does not move with exchange rates. */
export const sameAmount = (one: OfferRecord, other: OfferRecord): boolean =>
  one.amountAtomic === other.amountAtomic && one.amount === other.amount;

/** What the price history follows: a change of any of these is a price point. */
export const samePrice = (one: OfferRecord, other: OfferRecord): boolean =>
  sameAmount(one, other) && one.priceUsd === other.priceUsd;
