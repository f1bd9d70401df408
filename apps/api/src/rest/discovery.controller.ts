import { Controller, Get, Param, Query } from '@nestjs/common';

import { IdInput } from '../input/listing-question.input.js';
import { parseInput } from '../input/parse-input.js';
import { BrowseService } from '../use-cases/browse.service.js';
import { ItemService } from '../use-cases/item.service.js';
import { ListingLookupService } from '../use-cases/listing-lookup.service.js';
import { parseFilter, unappliedNames } from './filter-query.js';
import { isBrief, limitOf, offsetOf } from './page-query.js';
import { FILTER_PARAMETERS, type RestQuery } from './query-parameters.js';

const LIST_PARAMETERS = [...Object.keys(FILTER_PARAMETERS), 'testnets', 'limit', 'offset', 'view'];

/** The standard discovery API's list, and single listings in the same shape. */
@Controller('discovery')
export class DiscoveryController {
  constructor(
    private readonly browse: BrowseService,
    private readonly lookup: ListingLookupService,
    private readonly items: ItemService,
  ) {}

  @Get('resources')
  async resources(@Query() query: RestQuery): Promise<object> {
    const filter = parseFilter(query);
    const limit = limitOf(query);
    const offset = offsetOf(query);
    const brief = isBrief(query);
    const page = await this.browse.list(filter, limit, offset);
    return {
      x402Version: 2,
      items: await this.items.of(page.listings, { brief }),
      pagination: { limit, offset, total: page.total },
      unappliedFilters: unappliedNames(query, LIST_PARAMETERS),
    };
  }

  @Get('listings/:id')
  async listing(@Param('id') id: string, @Query() query: RestQuery): Promise<object | undefined> {
    const brief = isBrief(query);
    const listing = await this.lookup.byId(parseInput(IdInput, id, () => 'id'));
    return (await this.items.of([listing], { brief }))[0];
  }
}
