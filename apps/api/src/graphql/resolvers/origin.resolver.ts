import {
  type ListingState,
  OriginDocumentRepository,
  OriginRegistrationService,
  OriginStatusService,
} from '@bazaar/catalog';
import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import { OriginInput, OriginPageInput, RegisterOriginInput } from '../../input/origin.input.js';
import { parseInput } from '../../input/parse-input.js';
import { ListingStateEnum } from '../enums.js';
import { type GraphqlContext } from '../graphql-context.js';
import { type Plain } from '../plain.js';
import { refuseOtherSites } from '../refuse-other-sites.js';
import { DocumentReportType, OriginReportType, OriginType, reportOf } from '../types/origin.type.js';
import { ListingStatusType, statusTypeOf } from '../types/status.type.js';

@Resolver(() => OriginType)
export class OriginResolver {
  constructor(
    private readonly origins: OriginStatusService,
    private readonly documentRows: OriginDocumentRepository,
    private readonly registration: OriginRegistrationService,
  ) {}

  @Query(() => OriginType, {
    nullable: true,
    description:
      'Everything under one origin, in every state, refused ones too: what a seller looks at first.',
  })
  async origin(@Args('origin') origin: string): Promise<Plain<OriginType> | null> {
    return this.origins.find(parseInput(OriginInput, { origin }).origin);
  }

  @Mutation(() => OriginReportType, {
    description:
      "Read a site's own documents (well-known, OpenAPI, MCP) and register all that they name. Takes an origin, the URL of one of its documents, or of an MCP server.",
  })
  async registerOrigin(
    @Args('origin') origin: string,
    @Context() context: GraphqlContext,
  ): Promise<Plain<OriginReportType>> {
    refuseOtherSites('registerOrigin', context);
    const asked = parseInput(RegisterOriginInput, { origin });
    return reportOf(await this.registration.register(asked.origin, context.client));
  }

  @ResolveField(() => [DocumentReportType])
  documents(@Parent() { origin }: OriginType): Promise<Plain<DocumentReportType>[]> {
    return this.documentRows.reports(origin);
  }

  @ResolveField(() => [ListingStatusType])
  async statuses(
    @Parent() { origin }: OriginType,
    @Args('states', { type: () => [ListingStateEnum], nullable: true }) states: ListingState[],
    @Args('first', { type: () => Int, nullable: true, defaultValue: 100 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string,
  ): Promise<Plain<ListingStatusType>[]> {
    const page = parseInput(OriginPageInput, { states, first, after });
    return (await this.origins.page(origin, page)).map(statusTypeOf);
  }
}
