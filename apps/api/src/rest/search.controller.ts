import { Controller, Get, Query } from '@nestjs/common';

import { PageInput } from '../input/page.input.js';
import { parseInput } from '../input/parse-input.js';
import { ItemService } from '../use-cases/item.service.js';
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
    private readonly items: ItemService,
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
    const items = await this.items.of(
      found.hits.map(({ listing }) => listing),
      { brief },
    );
    const { hits, hasNextPage, endCursor, mode, degraded, total, totalIsFloor, hints } = found;
    return {
      x402Version: 2,
      resources: items.map((item, index) => {
        const { score, why } = hits[index] ?? {};
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
