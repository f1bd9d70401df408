import { type ListingSummary } from '../listing/listing-summary.repository.js';
import { type OfferSummary } from '../offer/offer-summary.repository.js';
import { type ListingFacts, type OfferFacts } from './match-filter.js';

/** What a stored listing and its offers are filtered by. */
export const factsOf = (
  listing: ListingSummary,
  offers: readonly OfferSummary[],
): { readonly listing: ListingFacts; readonly offers: readonly OfferFacts[] } => ({
  listing,
  offers: offers.map((offer) => ({
    ...offer,
    usdMicros: offer.usdMicros === null ? null : BigInt(offer.usdMicros),
  })),
});
