import { Args, Context, Info, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';

import { PageInput } from '../../input/page.input.js';
import { parseInput } from '../../input/parse-input.js';
import { SearchInput } from '../../input/search.input.js';
import { SearchCatalogService } from '../../use-cases/search-catalog.service.js';
import { type GraphqlContext } from '../graphql-context.js';
import { offersFor } from '../loaders.js';
import { type Plain } from '../plain.js';
import { SearchArgs } from '../search.args.js';
import { ListingType } from '../types/listing.type.js';
import { OfferType } from '../types/offer.type.js';
import { NONE_UNAPPLIED } from '../types/page.type.js';
import { SearchConnectionType, SearchEdgeType } from '../types/search.type.js';

@Resolver(() => SearchEdgeType)
export class SearchResolver {
  constructor(private readonly catalog: SearchCatalogService) {}

  @Query(() => SearchConnectionType, {
    description:
      'Find and rank payable endpoints. Empty text means: rank by the filters, preferences and quality alone.',
  })
  async search(
    @Args('input', { type: () => SearchArgs }) input: unknown,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string,
  ): Promise<Plain<SearchConnectionType>> {
    const asked = parseInput(SearchInput, input);
    const found = await this.catalog.find(asked, parseInput(PageInput, { first, after }));
    const { hits, hasNextPage, endCursor, total, ...same } = found;
    return {
      ...same,
      edges: hits.map(({ listing, ...edge }) => ({ ...edge, node: new ListingType(listing) })),
      pageInfo: { hasNextPage, endCursor },
      totalCount: total,
      unappliedFilters: NONE_UNAPPLIED,
    };
  }

  @ResolveField(() => OfferType, {
    nullable: true,
    description: 'The offer this answer would pay with, under the filter, the budget and the preferences.',
  })
  async bestOffer(
    @Parent() { node, bestOfferKey }: Plain<SearchEdgeType>,
    @Context() { loaders }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OfferType | null> {
    if (bestOfferKey === null) return null;
    const offers = await offersFor(info, loaders).load(node.id);
    const best = offers.find(({ key }) => key === bestOfferKey);
    return best === undefined ? null : new OfferType(best);
  }
}
