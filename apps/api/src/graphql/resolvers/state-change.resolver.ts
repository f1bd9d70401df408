import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';

import { type GraphqlContext } from '../graphql-context.js';
import { SourceType, sourceOf } from '../types/source.type.js';
import { StateChangeType } from '../types/status.type.js';
import { type Plain } from '../plain.js';

/** Who said so, where it was a source and not a probe. */
@Resolver(() => StateChangeType)
export class StateChangeResolver {
  @ResolveField(() => SourceType, { nullable: true })
  async source(
    @Parent() { sourceId }: StateChangeType,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Plain<SourceType> | null> {
    const source = sourceId === null ? null : await loaders.source.load(sourceId);
    return source === null ? null : sourceOf(source);
  }
}
