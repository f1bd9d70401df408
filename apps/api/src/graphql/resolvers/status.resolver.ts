import { RegistrationService, StatusService } from '@bazaar/catalog';
import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import { ResourceInput } from '../../input/listing-question.input.js';
import { parseHistoryPage } from '../../input/page.input.js';
import { parseInput } from '../../input/parse-input.js';
import { RegisterInput } from '../../input/register.input.js';
import { type GraphqlContext } from '../graphql-context.js';
import { refuseOtherSites } from '../refuse-other-sites.js';
import { RegisterArgs } from '../register.args.js';
import { DateTime } from '../scalars.js';
import { IssueType } from '../types/issue.type.js';
import {
  ListingStatusType,
  ProbeType,
  StateChangeType,
  probeOf,
  statusTypeOf,
} from '../types/status.type.js';
import { statusIssues } from '../../use-cases/status-issues.js';
import { type Plain } from '../plain.js';

@Resolver(() => ListingStatusType)
export class StatusResolver {
  constructor(
    private readonly statuses: StatusService,
    private readonly registration: RegistrationService,
  ) {}

  @Query(() => [ListingStatusType], {
    description:
      'Everything known about one URL, listed or refused, and why. One entry per method or tool. Never seen: empty, or NEAR entries of the same origin.',
  })
  async listingStatus(@Args('resource') resource: string): Promise<Plain<ListingStatusType>[]> {
    const asked = parseInput(ResourceInput, { resource });
    return (await this.statuses.ofResource(asked.resource)).map(statusTypeOf);
  }

  @Mutation(() => ListingStatusType, {
    description:
      'Ask for a URL to be probed and listed now. Answers when the first probe has ended, or `PENDING` after 10 s.',
  })
  async register(
    @Args('input', { type: () => RegisterArgs }) input: unknown,
    @Context() context: GraphqlContext,
  ): Promise<Plain<ListingStatusType>> {
    refuseOtherSites('register', context);
    return statusTypeOf(await this.registration.register(parseInput(RegisterInput, input), context.client));
  }

  @ResolveField(() => [IssueType])
  async issues(
    @Parent() { reason, listing }: ListingStatusType,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Plain<IssueType>[]> {
    if (listing === null) return statusIssues({ reason, listing, lastProbe: null });
    return statusIssues({
      reason,
      listing: listing.row,
      lastProbe: await loaders.lastProbe.load(listing.id),
    });
  }

  @ResolveField(() => [StateChangeType])
  async timeline(
    @Parent() { listing }: ListingStatusType,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Plain<StateChangeType>[]> {
    const page = parseHistoryPage({ first, after });
    if (listing === null) return [];
    const changes = await loaders.timeline.load({ listingId: listing.id, ...page });
    return changes.map(({ id, ...change }) => ({ ...change, cursor: id }));
  }

  @ResolveField(() => ProbeType, {
    nullable: true,
    description: 'What we sent and what came back, last time.',
  })
  async lastProbe(
    @Parent() { listing }: ListingStatusType,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Plain<ProbeType> | null> {
    const probe = listing === null ? null : await loaders.lastProbe.load(listing.id);
    return probe === null ? null : probeOf(probe);
  }

  @ResolveField(() => DateTime, { nullable: true })
  async nextProbeAt(
    @Parent() { listing }: ListingStatusType,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Date | null> {
    return listing === null ? null : loaders.nextProbe.load(listing.id);
  }
}
