import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';

import { type GraphqlContext } from '../graphql-context.js';
import { Json } from '../scalars.js';
import { ProbeType } from '../types/status.type.js';

/** What the answer asked for, read for those alone who want it, as long as the answer is kept. */
@Resolver(() => ProbeType)
export class ProbeResolver {
  @ResolveField(() => Json, { nullable: true })
  async challenge(
    @Parent() { answerId }: ProbeType,
    @Context() { loaders }: GraphqlContext,
  ): Promise<object | null> {
    return answerId === null ? null : loaders.challenge.load(answerId);
  }
}
