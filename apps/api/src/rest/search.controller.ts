import { ListingRepository, discoveryItem } from '@bazaar/catalog';
import { Controller, Get, Query } from '@nestjs/common';

import { PageInput } from '../input/page.input.js';
import { parseInput } from '../input/parse-input.js';
import { SearchCatalogService } from '../use-cases/search-catalog.service.js';
import { unappliedNames } from './filter-query.js';
import { isBrief, limitOf } from './page-query.js';
import { FILTER_PARAMETERS, type RestQuery, oneValue, parameterName } from './query-parameters.js';
import { SEARCH_PARAMETERS, parseSearch } from './search-query.js';

/** The standard discovery API's search. */
@Controller('discovery')
export class SearchController {
  constructor(
    private readonly catalog: SearchCatalogService,
    private readonly listings: ListingRepository,
  ) {}

  @Get('search')
  async search(@Query() query: RestQuery): Promise<object> {
    const asked = parseSearch(query);
    const brief = isBrief(query);
    const page = parseInput(
      PageInput,
      { first: limitOf(query), after: oneValue(query, 'cursor') },
      () => 'cursor',
    );
    const found = await this.catalog.find(asked, page);
    const offers = await this.listings.offersOf(found.hits.map(({ listingId }) => listingId));
    const { hits, hasNextPage, endCursor, mode, degraded, total, totalIsFloor, hints } = found;
    return {
      x402Version: 2,
      resources: hits.map(({ listing, score, why }, index) => {
        const item = discoveryItem(listing, offers[index] ?? [], { health: true, brief });
        return { ...item, bazaar: { ...item.bazaar, score, why } };
      }),
      partialResults: false,
      pagination: { limit: page.first, cursor: hasNextPage ? endCursor : null },
      unappliedFilters: unappliedNames(query, SEARCH_PARAMETERS),
      bazaar: {
        mode,
        degraded,
        total,
        totalIsFloor,
        hints: hints.map((hint) => ({ ...hint, filter: parameterName(FILTER_PARAMETERS, hint.filter) })),
      },
    };
  }
}
