import { type ListingFilter, compileFilter } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type DataSource } from 'typeorm';

import { DocumentFactsRepository } from '../facts/document-facts.repository.js';
import { bestOffer } from '../ranking/best-offer.js';
import { type Place, comparePlaces } from '../ranking/place.js';
import { type Wishes, compileWishes } from '../ranking/preferences.js';
import { type Ranked, rank } from '../ranking/rank.js';
import { type SearchEngine } from '../search-engine.js';
import { decodeCursor, encodeCursor, inputHash } from './cursor.js';
import { effectiveFilter } from './effective-filter.js';
import { Hints } from './hints.js';
import { type SearchAnswer, type SearchEdge, type SearchInput } from './search-input.js';

/**
 * One search, the same for every surface: the engine finds, the ranking orders, the truth is asked once more about the
 * page. Two round trips; one more for facets, for documents that changed since this process last saw them, and for
 * network and asset names it has not met; near matches and hints of an empty answer cost theirs.
 */
export class SearchService {
  private readonly truth: DocumentFactsRepository;
  private readonly hints: Hints;

  constructor(
    database: DataSource,
    private readonly engine: SearchEngine,
    private readonly clock: Clock,
  ) {
    this.truth = new DocumentFactsRepository(database, 'truth');
    this.hints = new Hints(engine);
  }

  async search(input: SearchInput): Promise<SearchAnswer> {
    const hash = inputHash(input);
    const cursor = input.after === null ? null : decodeCursor(input.after, hash);
    const at = cursor?.at ?? this.clock.now();
    const filter = effectiveFilter(input.filter, input.budget);
    const wishes = compileWishes(input.prefer);
    const page = await this.engine.candidates({
      text: input.text,
      filter,
      sort: input.sort,
      facets: input.facets,
    });
    const ranked = rank(page.candidates, {
      sort: input.sort,
      wishes,
      at,
      perOriginMax: input.perOriginMax,
      named: { origins: input.filter.origins ?? [], payTo: input.filter.payTo },
    });
    const wanted = await this.stillMatching(
      after(ranked, cursor?.place ?? null),
      input.first + 1,
      filter,
      wishes,
    );
    const edges: SearchEdge[] = wanted.slice(0, input.first).map(({ listingId, bestOfferKey, hit }) => ({
      cursor: encodeCursor(hash, { at, place: hit.place }),
      listingId,
      bestOfferKey,
      score: hit.score,
      why: hit.why(),
    }));
    return {
      edges,
      hasNextPage: wanted.length > input.first,
      endCursor: edges.at(-1)?.cursor ?? null,
      mode: page.mode,
      total: page.total,
      totalIsFloor: page.totalIsFloor,
      facets: page.facets,
      hints: await this.hints.of(input, page),
      degraded: false,
    };
  }

  /** The first hits that the truth, too, says match: an index may be a moment behind. */
  private async stillMatching(hits: readonly Ranked[], count: number, filter: ListingFilter, wishes: Wishes) {
    const matches = compileFilter(filter);
    const found: { listingId: string; bestOfferKey: string | null; hit: Ranked }[] = [];
    for (let from = 0; from < hits.length && found.length < count; from += count) {
      const next = hits.slice(from, from + count);
      const held = await this.truth.load(next.map(({ listingId }) => listingId));
      const byId = new Map(held.map(({ facts }) => [facts.id, facts]));
      for (const hit of next) {
        const facts = byId.get(hit.listingId);
        const offerKeys = facts === undefined ? null : matches(facts, facts.offers);
        if (facts === undefined || offerKeys === null) continue;
        const offer = bestOffer(facts.offers, offerKeys, wishes);
        found.push({ listingId: hit.listingId, bestOfferKey: offer?.key ?? null, hit });
      }
    }
    return found.slice(0, count);
  }
}

/** `hits` are in order. */
const after = (hits: readonly Ranked[], place: Place | null): readonly Ranked[] =>
  place === null ? hits : hits.filter((hit) => comparePlaces(hit.place, place) > 0);
