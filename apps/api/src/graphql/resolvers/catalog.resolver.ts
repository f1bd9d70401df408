import { SourceRepository } from '@bazaar/catalog';
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import { type GraphqlContext } from '../graphql-context.js';
import { ListingFilterArgs } from '../listing-filter.args.js';
import { ChangePageInput } from '../../input/page.input.js';
import { parseInput } from '../../input/parse-input.js';
import { ChangesService } from '../../use-cases/changes.service.js';
import { StatsService } from '../../use-cases/stats.service.js';
import { ChangePageType, changePageOf } from '../types/change.type.js';
import { SourceType, sourceOf } from '../types/source.type.js';
import { CatalogStatsType } from '../types/stats.type.js';
import { type Plain } from '../plain.js';

/** The catalogue as a whole: its sources, its figures, its news. */
@Resolver(() => SourceType)
export class CatalogResolver {
  constructor(
    private readonly sourceRows: SourceRepository,
    private readonly figures: StatsService,
    private readonly news: ChangesService,
  ) {}

  @Query(() => [SourceType])
  async sources(): Promise<Plain<SourceType>[]> {
    return (await this.sourceRows.list()).map(sourceOf);
  }

  @ResolveField(() => Int, { name: 'listings' })
  listingCount(@Parent() { id }: SourceType, @Context() { loaders }: GraphqlContext): Promise<number> {
    return loaders.sourceListings.load(id);
  }

  @Query(() => CatalogStatsType)
  stats(): Promise<Plain<CatalogStatsType>> {
    return this.figures.read();
  }

  @Query(() => ChangePageType, {
    description:
      'Everything that changed after a cursor, oldest first, with tombstones. No gaps, no repeats, under any number of writers.',
  })
  async changes(
    @Args('after', { type: () => String, nullable: true }) after: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 500 }) first: number,
    @Args('filter', { type: () => ListingFilterArgs, nullable: true }) filter: unknown,
  ): Promise<Plain<ChangePageType>> {
    return changePageOf(await this.news.page(parseInput(ChangePageInput, { first, after }), filter));
  }
}
