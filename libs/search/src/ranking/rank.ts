import { type OfferFacts } from '@bazaar/catalog';

import { type Candidate, type SearchSort } from '../search-engine.js';
import { bestOffer } from './best-offer.js';
import { type RankReason, reasonsOf, scoreOf } from './features.js';
import { type Place, comparePlaces, orderKey } from './place.js';
import { type Wishes } from './preferences.js';
import { assignRounds } from './rounds.js';

export interface RankOptions {
  readonly sort: SearchSort;
  readonly wishes: Wishes;
  readonly at: Date;
  /** Hits of one origin or payee in a round; 0: no rounds. */
  readonly perOriginMax: number;
  /** Asked for by name, so never held back. */
  readonly named: { readonly origins: readonly string[]; readonly payTo: string | undefined };
}

export interface Ranked {
  readonly listingId: string;
  readonly offer: OfferFacts | null;
  readonly score: number;
  readonly place: Place;
  /** Made when asked for: a page shows a few of a thousand. */
  readonly why: () => RankReason[];
}

/** Orders all candidates once. Pure: the same candidates, question and time give the same order. */
export function rank(candidates: readonly Candidate[], options: RankOptions): Ranked[] {
  const { wishes, at, sort } = options;
  const scored = candidates.map(({ listingId, relevance, offerKeys, facts }) => {
    const offer = bestOffer(facts.offers, offerKeys, wishes);
    const judged = { relevance, facts, offer, wishes, at };
    const score = scoreOf(judged);
    const key = orderKey(sort, score, judged, offerKeys);
    return {
      listingId,
      offer,
      score,
      origin: facts.origin,
      place: { round: 0, key, id: listingId },
      why: () => reasonsOf(judged),
    };
  });
  scored.sort((one, other) => comparePlaces(one.place, other.place));
  if (sort !== 'RELEVANCE' || options.perOriginMax === 0) return scored;
  const rounds = assignRounds(scored, options.perOriginMax, options.named);
  return scored
    .map((hit, index) => ({ ...hit, place: { ...hit.place, round: rounds[index] ?? 0 } }))
    .sort((one, other) => comparePlaces(one.place, other.place));
}
