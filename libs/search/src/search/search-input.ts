import { type ListingFilter } from '@bazaar/catalog';

import { type Preferences } from '../ranking/preferences.js';
import { type CandidatePage, type FacetField, type SearchSort } from '../search-engine.js';
import { type RankReason } from '../ranking/features.js';

/** Hard limits in millionths of a dollar. `calls` is at least 1. */
export interface Budget {
  readonly perCallUsdMicros?: bigint;
  readonly totalUsdMicros?: bigint;
  readonly calls: number;
}

/** A search as every surface hands it over: parsed, bounded (text 1,000 characters, first 100). */
export interface SearchInput {
  readonly text: string | null;
  readonly filter: ListingFilter;
  readonly prefer: Preferences;
  readonly budget: Budget;
  readonly sort: SearchSort;
  readonly facets: readonly FacetField[];
  /** 0: no rounds. */
  readonly perOriginMax: number;
  readonly first: number;
  readonly after: string | null;
}

export interface SearchEdge {
  readonly cursor: string;
  readonly listingId: string;
  readonly bestOfferKey: string | null;
  /** The contributions of `why`, added up: exactly, in any order. */
  readonly score: number;
  readonly why: readonly RankReason[];
}

export interface Hint {
  readonly code: 'UNKNOWN_VALUE' | 'DROP_FILTER' | 'NARROW';
  /** A field of the filter as callers know it, or `budget`, `text`. */
  readonly filter: string;
  readonly value: string | null;
  readonly hits: number | null;
  readonly message: string;
}

export interface SearchAnswer extends Pick<CandidatePage, 'mode' | 'total' | 'totalIsFloor' | 'facets'> {
  readonly edges: readonly SearchEdge[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
  readonly hints: readonly Hint[];
  readonly degraded: boolean;
}
