import { Args, Context, Info, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo } from 'graphql';

import { parseHistoryPage } from '../../input/page.input.js';
import { type GraphqlContext } from '../graphql-context.js';
import { offersFor } from '../loaders.js';
import { HealthType } from '../types/health.type.js';
import { ListingType } from '../types/listing.type.js';
import { OfferType } from '../types/offer.type.js';
import { PriceHistoryType, priceHistoryOf } from '../types/price-history.type.js';
import { SightingType, sourceOf } from '../types/source.type.js';
import { UsageType } from '../types/usage.type.js';
import { type Plain } from '../plain.js';

/** What belongs to a listing and stands in other tables. */
@Resolver(() => ListingType)
export class ListingChildrenResolver {
  @ResolveField(() => [OfferType])
  async offers(
    @Parent() { id }: ListingType,
    @Context() { loaders }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OfferType[]> {
    const offers = await offersFor(info, loaders).load(id);
    return offers.map((offer) => new OfferType(offer));
  }

  @ResolveField(() => HealthType)
  async health(
    @Parent() { id, row }: ListingType,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Plain<HealthType>> {
    const { probes, p50Ms, p95Ms } = await loaders.health.load(id);
    const { uptime, lastOkAt, consecutiveFailures } = row;
    return { uptime30d: uptime, probes30d: probes, p50Ms, p95Ms, lastOkAt, consecutiveFailures };
  }

  @ResolveField(() => [SightingType])
  async sources(
    @Parent() { id }: ListingType,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Plain<SightingType>[]> {
    const sightings = await loaders.sightings.load(id);
    const sources = await Promise.all(sightings.map(({ sourceId }) => loaders.source.load(sourceId)));
    return sightings.flatMap(({ firstSeenAt, lastSeenAt }, index) => {
      const source = sources[index];
      return source == null ? [] : [{ source: sourceOf(source), firstSeenAt, lastSeenAt }];
    });
  }

  @ResolveField(() => [UsageType])
  async usage(
    @Parent() { id }: ListingType,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Plain<UsageType>[]> {
    const usage = await loaders.usage.load(id);
    return usage.map(({ sourceId, ...counted }) => ({ source: sourceId, ...counted }));
  }

  @ResolveField(() => PriceHistoryType)
  async priceHistory(
    @Parent() { id }: ListingType,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Plain<PriceHistoryType>> {
    const page = parseHistoryPage({ first, after });
    return priceHistoryOf(await loaders.prices.load({ listingId: id, ...page }));
  }
}
