import { type ListingSort, type ListingSummary } from '@bazaar/catalog';
import { Args, Context, ID, Info, Int, Query, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';

import { ListingFilterInput } from '../../input/listing-filter.input.js';
import { IdsInput, parseListingQuestion } from '../../input/listing-question.input.js';
import { PageInput } from '../../input/page.input.js';
import { parseInput } from '../../input/parse-input.js';
import { BrowseService } from '../../use-cases/browse.service.js';
import { ListingLookupService } from '../../use-cases/listing-lookup.service.js';
import { asksFor } from '../asks-for.js';
import { ListingSortEnum } from '../enums.js';
import { type GraphqlContext } from '../graphql-context.js';
import { ListingFilterArgs } from '../listing-filter.args.js';
import { ListingConnectionType } from '../types/listing-connection.type.js';
import { ListingType } from '../types/listing.type.js';
import { NONE_UNAPPLIED } from '../types/page.type.js';
import { type Plain } from '../plain.js';

const typed = (listing: ListingSummary | null): ListingType | null =>
  listing === null ? null : new ListingType(listing);

@Resolver()
export class ListingsResolver {
  constructor(
    private readonly browse: BrowseService,
    private readonly lookup: ListingLookupService,
  ) {}

  @Query(() => ListingConnectionType, {
    description: 'Browse without ranking. Keyset pages: page 500 costs what page 1 costs.',
  })
  async listings(
    @Args('filter', { type: () => ListingFilterArgs, nullable: true }) rawFilter: unknown,
    @Args('sort', { type: () => ListingSortEnum, nullable: true, defaultValue: ListingSortEnum.CHANGED_DESC })
    sort: ListingSort | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Plain<ListingConnectionType>> {
    const filter = parseInput(ListingFilterInput, rawFilter);
    const asked = parseInput(PageInput, { first, after });
    const [page, total] = await Promise.all([
      this.browse.page(filter, sort ?? ListingSortEnum.CHANGED_DESC, asked.first, asked.after),
      asksFor(info, 'totalCount', 'totalIsFloor') ? this.browse.total(filter) : null,
    ]);
    return {
      edges: page.items.map(({ listing, cursor }) => ({ cursor, node: new ListingType(listing) })),
      pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.endCursor },
      totalCount: total?.count ?? 0,
      totalIsFloor: total?.isFloor ?? false,
      unappliedFilters: NONE_UNAPPLIED,
    };
  }

  @Query(() => ListingType, {
    nullable: true,
    description:
      'A concrete URL finds its template. More than one match without method or toolName: an error that names them.',
  })
  async listing(
    @Args('id', { type: () => ID, nullable: true }) id: string,
    @Args('resource', { type: () => String, nullable: true }) resource: string,
    @Args('method', { type: () => String, nullable: true }) method: string,
    @Args('toolName', { type: () => String, nullable: true }) toolName: string,
  ): Promise<ListingType | null> {
    return typed(await this.lookup.find(parseListingQuestion({ id, resource, method, toolName })));
  }

  @Query(() => [ListingType], {
    nullable: 'items',
    description: 'In the order asked, null where unknown, in any state. At most 100.',
  })
  async listingsById(
    @Args('ids', { type: () => [ID] }) ids: string[],
    @Context() { loaders }: GraphqlContext,
  ): Promise<(ListingType | null)[]> {
    const asked = parseInput(IdsInput, { ids });
    return (await loaders.listing.loadMany(asked.ids)).map((found) => {
      if (found instanceof Error) throw found;
      return typed(found);
    });
  }
}
