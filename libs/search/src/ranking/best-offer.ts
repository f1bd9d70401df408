import { type OfferFacts } from '@bazaar/catalog';

import { type Wishes } from './preferences.js';

/**
 * The offer an answer would pay with: of those that passed, never one that cannot be paid; by the wishes, then the
 * lowest price, an unknown one last, then the seller's own order.
 */
export function bestOffer(
  offers: readonly OfferFacts[],
  passed: readonly string[],
  wishes: Wishes,
): OfferFacts | null {
  let best: OfferFacts | null = null;
  for (const offer of offers)
    if (offer.payability !== 'BLOCKED' && passed.includes(offer.key))
      if (best === null || compare(offer, best, wishes) < 0) best = offer;
  return best;
}

const compare = (one: OfferFacts, other: OfferFacts, wishes: Wishes): number =>
  Number(wishes.avoided(one)) - Number(wishes.avoided(other)) ||
  wishes.network(other) - wishes.network(one) ||
  wishes.asset(other) - wishes.asset(one) ||
  wishes.scheme(other) - wishes.scheme(one) ||
  comparePrice(one.usdMicros, other.usdMicros);

function comparePrice(one: bigint | null, other: bigint | null): number {
  if (one === other) return 0;
  if (one === null) return 1;
  if (other === null) return -1;
  return one < other ? -1 : 1;
}
