import { columnOf } from '../row.js';
import { type Offer } from './offer.entity.js';

/** What is stored as it is shown. */
const STORED = [
  'listingId',
  'key',
  'position',
  'x402Version',
  'evidence',
  'scheme',
  'network',
  'environment',
  'asset',
  'assetRaw',
  'amountAtomic',
  'amountRaw',
  'amount',
  'priceUsd',
  'priceUsdHigh30d',
  'usdMicros',
  'priceKind',
  'payTo',
  'maxTimeoutSeconds',
  'paymentFlow',
  'payability',
  'issues',
] as const satisfies readonly (keyof Offer)[];

/** An offer as we read it. The times depend on the listing's last good probe. */
export type OfferSummary = Readonly<Pick<Offer, (typeof STORED)[number] | 'seenAt' | 'priceUsdAsOf'>>;

/** The same with what the seller wrote, which may be long: read for those alone who ask for it. */
export type WholeOffer = OfferSummary & Readonly<Pick<Offer, 'raw'>>;

/** The stored columns of an {@link OfferSummary}, of a table with this alias. */
export const offerColumns = (o: string): string => STORED.map((name) => `${o}.${columnOf(name)}`).join(', ');
