import { type ListingRepository, type ListingSummary } from '@bazaar/catalog';
import { type SearchAnswer, type SearchEdge, type SearchService } from '@bazaar/search';

import { type SearchAsked } from '../input/search.input.js';

export interface Hit extends SearchEdge {
  readonly listing: ListingSummary;
}

export interface SearchResult extends Omit<SearchAnswer, 'edges'> {
  readonly hits: readonly Hit[];
}

const PER_ORIGIN_MAX = 3;

/** One search with the listings it found. */
export class SearchCatalogService {
  constructor(
    private readonly search: SearchService,
    private readonly listings: ListingRepository,
  ) {}

  async find(asked: SearchAsked, page: { first: number; after: string | null }): Promise<SearchResult> {
    const text = asked.text?.trim() ?? '';
    const { edges, ...answer } = await this.search.search({
      text: text === '' ? null : text,
      filter: asked.filter,
      prefer: asked.prefer,
      budget: asked.budget,
      sort: asked.sort ?? 'RELEVANCE',
      facets: asked.facets ?? [],
      perOriginMax: asked.perOriginMax ?? PER_ORIGIN_MAX,
      ...page,
    });
    const listings = await this.listings.byIds(edges.map(({ listingId }) => listingId));
    const hits = edges.flatMap((edge, index) => {
      const listing = listings[index];
      return listing == null ? [] : [{ ...edge, listing }];
    });
    return { ...answer, hits };
  }
}
