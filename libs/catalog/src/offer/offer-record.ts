import { type Offer as ReadOffer } from '@bazaar/x402';

import { type Evidence } from '../state/listing-state.js';

/** An offer as the write path holds it: what was read, its place, and by which evidence. */
export interface OfferRecord extends Omit<ReadOffer, 'raw'> {
  readonly position: number;
  readonly evidence: Evidence;
  /** JSON: the entry as the seller wrote it. */
  readonly raw: string;
}

export const recordOffers = (offers: readonly ReadOffer[], evidence: Evidence): OfferRecord[] =>
  offers.map(({ raw, ...offer }, position) => ({ ...offer, position, evidence, raw: JSON.stringify(raw) }));

/** What the price history follows: a change of any of these is a price point. */
export const samePrice = (one: OfferRecord, other: OfferRecord): boolean =>
  one.amountAtomic === other.amountAtomic && one.amount === other.amount && one.priceUsd === other.priceUsd;
