import { type ListingFilter } from '@bazaar/catalog';
import { type EntityManager } from 'typeorm';

import { type DocumentFacts, type SearchDocument } from './document/search-document.js';

export const SEARCH_SORTS = ['RELEVANCE', 'PRICE_ASC', 'PRICE_DESC', 'CHANGED_DESC'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** What answers can be counted by: each is a field of the filter. */
export const FACET_FIELDS = [
  'types',
  'networks',
  'assets',
  'schemes',
  'methods',
  'origins',
  'tags',
  'extensions',
  'categories',
  'paymentFlows',
  'priceKinds',
  'states',
  'evidence',
  'payability',
] as const;
export type FacetField = (typeof FACET_FIELDS)[number];

export const CANDIDATES_MAX = 1_000;
/** Totals are exact up to here. */
export const TOTAL_MAX = 10_000;
export const FACET_VALUES_MAX = 50;

export interface SearchQuery {
  /** As typed, at most 1,000 characters; null, or nothing but stop words and signs: every listing matches. */
  readonly text: string | null;
  /** All that limits, defaults included. */
  readonly filter: ListingFilter;
  readonly sort: SearchSort;
  readonly facets: readonly FacetField[];
}

export interface CountQuery {
  readonly text: string | null;
  readonly filter: ListingFilter;
}

export interface Candidate {
  readonly listingId: string;
  /** 0 to 1; 0 where there is no text. */
  readonly relevance: number;
  /** The offers that passed all offer filters together, in the seller's order. */
  readonly offerKeys: readonly string[];
  /** The listing as indexed: what ranking reads, without another round trip. */
  readonly facts: DocumentFacts;
}

/** MATCH: all words. RELATED: none had all words, these are near. EMPTY: nothing near. */
export type SearchMode = 'MATCH' | 'RELATED' | 'EMPTY';

export interface FacetCounts {
  readonly field: FacetField;
  /** The most frequent values; of one listing each value counts once. */
  readonly counts: readonly { readonly value: string; readonly count: number }[];
}

export interface CandidatePage {
  readonly mode: SearchMode;
  /** In the asked order, at most {@link CANDIDATES_MAX}. */
  readonly candidates: readonly Candidate[];
  readonly total: number;
  /** True above {@link TOTAL_MAX}. */
  readonly totalIsFloor: boolean;
  readonly facets: readonly FacetCounts[];
}

/**
 * Finds listings. Its promise is `test/contract/search-engine.contract.ts`, which runs for every engine. What it holds
 * is a copy and can be made anew at any time.
 */
export abstract class SearchEngine {
  /** Its row in `index_position`. */
  abstract readonly name: string;

  /** Twice is once. An engine that lives in the same database does it `within` the caller's transaction. */
  abstract upsert(documents: readonly SearchDocument[], within?: EntityManager): Promise<void>;

  abstract remove(ids: readonly string[], within?: EntityManager): Promise<void>;

  /** A page of what it holds, by id: how a rebuild finds what the truth no longer has. */
  abstract ids(after: string, limit: number): Promise<readonly string[]>;

  /** Work best done now and then, after many changes. */
  abstract maintain(): Promise<void>;

  /**
   * How many listings have all words and pass, for each query, counted up to `max`. Throws `UNAVAILABLE` when out of
   * reach, or where it takes too long.
   */
  abstract count(queries: readonly CountQuery[], max: number): Promise<readonly number[]>;

  /**
   * At most 1,000 candidates, the total, facets. RELEVANCE orders by relevance, then stored quality, then id; prices by
   * the cheapest offer that passed, unknown ones last; ids break ties. Throws `UNAVAILABLE` when out of reach, or
   * where it takes too long.
   */
  abstract candidates(query: SearchQuery): Promise<CandidatePage>;
}
