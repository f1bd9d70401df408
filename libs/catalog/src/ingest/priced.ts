import { type Rates, type ResourceReading, priceOffers } from '@bazaar/x402';

import { type Sighted } from './sighted.js';

/** Whatever was read, its offers in other money than dollars priced by these rates. What is all in dollars is left as it is. */
export function priced<T extends { readonly reading: ResourceReading | null }>(
  read: T,
  rates: Rates | null,
): T {
  const { reading } = read;
  if (reading === null || rates === null) return read;
  const offers = priceOffers(reading.offers, rates);
  if (offers.every((offer, index) => offer === reading.offers[index])) return read;
  return { ...read, reading: { ...reading, offers } };
}

/** A sighting with its claim so priced. */
export function pricedClaim(sighted: Sighted, rates: Rates | null): Sighted {
  const claim = sighted.claim && priced(sighted.claim, rates);
  return claim === sighted.claim ? sighted : { ...sighted, claim };
}
