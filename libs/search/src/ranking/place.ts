import { type OfferFacts } from '@bazaar/catalog';

import { type SearchSort } from '../search-engine.js';
import { type Judged } from './features.js';

/** Where a hit stands in the whole order: smaller comes first. What a cursor holds. */
export interface Place {
  readonly round: number;
  readonly key: bigint;
  readonly id: string;
}

export const comparePlaces = (one: Place, other: Place): number => {
  if (one.round !== other.round) return one.round - other.round;
  if (one.key !== other.key) return one.key < other.key ? -1 : 1;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
};

/** Scores are multiples of 2^-16. */
const SCORE_UNITS = 65_536;
const UNKNOWN_LAST = 2n ** 63n;

/** The value a sort goes by, as an integer that grows along the order. */
export function orderKey(
  sort: SearchSort,
  score: number,
  { facts }: Pick<Judged, 'facts'>,
  passed: readonly string[],
): bigint {
  switch (sort) {
    case 'RELEVANCE':
      return -BigInt(score * SCORE_UNITS);
    case 'PRICE_ASC':
      return cheapest(facts.offers, passed) ?? UNKNOWN_LAST;
    case 'PRICE_DESC': {
      const price = cheapest(facts.offers, passed);
      return price === null ? UNKNOWN_LAST : -price;
    }
    case 'CHANGED_DESC':
      return -BigInt(facts.changedAt.getTime());
  }
}

function cheapest(offers: readonly OfferFacts[], passed: readonly string[]): bigint | null {
  let least: bigint | null = null;
  for (const { key, usdMicros } of offers)
    if (usdMicros !== null && passed.includes(key) && (least === null || usdMicros < least))
      least = usdMicros;
  return least;
}
