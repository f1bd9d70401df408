import { type ListingState, OriginStatusService } from '@bazaar/catalog';
import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import { OriginInput, OriginPageInput } from '../../input/origin.input.js';
import { parseInput } from '../../input/parse-input.js';
import { ListingStateEnum } from '../enums.js';
import { type Plain } from '../plain.js';
import { OriginType, originOf } from '../types/origin.type.js';
import { ListingStatusType, statusTypeOf } from '../types/status.type.js';

@Resolver(() => OriginType)
export class OriginResolver {
  constructor(private readonly origins: OriginStatusService) {}

  @Query(() => OriginType, {
    nullable: true,
    description:
      'Everything under one origin, in every state, refused ones too: what a seller looks at first.',
  })
  async origin(@Args('origin') origin: string): Promise<Plain<OriginType> | null> {
    const found = await this.origins.find(parseInput(OriginInput, { origin }).origin);
    return found === null ? null : originOf(found);
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
