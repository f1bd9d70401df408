import { type Offer as ReadOffer } from '@bazaar/x402';

import { type Evidence } from '../state/listing-state.js';

/**
 * An offer as the write path holds it: what was read, its place, and by which evidence. The terms of its scheme are told
 * by its issues, and stand in `raw`.
 */
export interface OfferRecord extends Omit<ReadOffer, 'raw' | 'terms'> {
  readonly position: number;
  readonly evidence: Evidence;
  /** When its present terms were first read, or last after a change of the listing. */
  readonly seenAt: Date;
  /** The dearest of the last 30 days, this price included, all at one exchange rate. */
  readonly priceUsdHigh30d: string | null;
  /** JSON: the entry as the seller wrote it. */
  readonly raw: string;
}

export const recordOffers = (offers: readonly ReadOffer[], evidence: Evidence, seenAt: Date): OfferRecord[] =>
  offers.map((offer, position) => ({
    key: offer.key,
    x402Version: offer.x402Version,
    scheme: offer.scheme,
    network: offer.network,
    environment: offer.environment,
    asset: offer.asset,
    assetRaw: offer.assetRaw,
    amountAtomic: offer.amountAtomic,
    amountRaw: offer.amountRaw,
    amount: offer.amount,
    priceUsd: offer.priceUsd,
    rateDate: offer.rateDate,
    priceKind: offer.priceKind,
    payTo: offer.payTo,
    maxTimeoutSeconds: offer.maxTimeoutSeconds,
    paymentFlow: offer.paymentFlow,
    transferMethod: offer.transferMethod,
    payability: offer.payability,
    issues: offer.issues,
    position,
    evidence,
    seenAt,
    priceUsdHigh30d: offer.priceUsd,
    raw: JSON.stringify(offer.raw),
  }));

/** A price in another money than dollars is of the day of its rate; any other of the moment it was seen. */
export const priceUsdAsOf = ({ priceUsd, rateDate, seenAt }: OfferRecord): Date | null =>
  priceUsd === null ? null : rateDate === null ? seenAt : new Date(rateDate);

/** What is charged: does not move with exchange rates. */
export const sameAmount = (one: OfferRecord, other: OfferRecord): boolean =>
  one.amountAtomic === other.amountAtomic && one.amount === other.amount;

/** What followers are told of: what is charged, and what that is in dollars. */
export const samePrice = (one: OfferRecord, other: OfferRecord): boolean =>
  sameAmount(one, other) && one.priceUsd === other.priceUsd;

/** What the price history follows: a change of it is a price point. What an exchange rate alone has moved is none. */
export const samePoint = (one: OfferRecord, other: OfferRecord): boolean =>
  sameAmount(one, other) && (one.priceUsd === other.priceUsd || isByRate(one) || isByRate(other));

const isByRate = ({ rateDate }: OfferRecord): boolean => rateDate !== null;
