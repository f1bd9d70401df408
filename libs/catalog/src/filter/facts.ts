import { type Listing } from '../listing/listing.entity.js';
import { type Offer } from '../offer/offer.entity.js';
import { type ListingFacts, type OfferFacts } from './match-filter.js';

/** What a stored listing and its offers are filtered by. */
export const factsOf = (
  listing: Listing,
  offers: readonly Offer[],
): { readonly listing: ListingFacts; readonly offers: readonly OfferFacts[] } => ({
  listing,
  offers: offers.map(({ key, network, environment, asset, assetRaw, scheme, usdMicros, ...rest }) => {
    const { payTo, priceKind, paymentFlow, payability, evidence } = rest;
    return {
      ...{
        key,
        network,
        environment,
        asset,
        assetRaw,
        scheme,
        payTo,
        priceKind,
        paymentFlow,
        payability,
        evidence,
      },
      usdMicros: usdMicros === null ? null : BigInt(usdMicros),
    };
  }),
});
