import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';

import { type GraphqlContext } from '../graphql-context.js';
import { SourceType, sourceOf } from '../types/source.type.js';
import { ProbeType, StateChangeType, probeOf } from '../types/status.type.js';
import { type Plain } from '../plain.js';

/** What showed it, or who said so. */
@Resolver(() => StateChangeType)
export class StateChangeResolver {
  @ResolveField(() => ProbeType, { nullable: true })
  async probe(
    @Parent() { probeId }: StateChangeType,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Plain<ProbeType> | null> {
    const probe = probeId === null ? null : await loaders.probe.load(probeId);
    return probe === null ? null : probeOf(probe);
  }

  @ResolveField(() => SourceType, { nullable: true })
  async source(
    @Parent() { sourceId }: StateChangeType,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Plain<SourceType> | null> {
    const source = sourceId === null ? null : await loaders.source.load(sourceId);
    return source === null ? null : sourceOf(source);
  }
}
