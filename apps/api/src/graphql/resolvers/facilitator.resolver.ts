import { FacilitatorRegistrationService, FacilitatorRepository } from '@bazaar/catalog';
import { networkMatches } from '@bazaar/x402';
import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import { FacilitatorsInput, RegisterFacilitatorInput } from '../../input/facilitators.input.js';
import { parseInput } from '../../input/parse-input.js';
import { type GraphqlContext } from '../graphql-context.js';
import { type Plain } from '../plain.js';
import { refuseOtherSites } from '../refuse-other-sites.js';
import { FacilitatorType, facilitatorOf } from '../types/facilitator.type.js';
import { SourceType, sourceOf } from '../types/source.type.js';

/** Who verifies and settles payments, as their `/supported` says. */
@Resolver(() => FacilitatorType)
export class FacilitatorResolver {
  constructor(
    private readonly rows: FacilitatorRepository,
    private readonly registration: FacilitatorRegistrationService,
  ) {}

  @Query(() => [FacilitatorType])
  async facilitators(
    @Args('network', { type: () => String, nullable: true }) network: string,
    @Args('scheme', { type: () => String, nullable: true }) scheme: string,
  ): Promise<Plain<FacilitatorType>[]> {
    const asked = parseInput(FacilitatorsInput, { network, scheme });
    const isAsked = asked.network !== undefined || asked.scheme !== undefined;
    const found = (await this.rows.list()).map(facilitatorOf);
    // One kind has to be both: a scheme on another network settles nothing here.
    return found.filter(
      ({ kinds }) =>
        !isAsked ||
        kinds.some(
          (kind) =>
            (asked.network === undefined || networkMatches(asked.network, kind.network)) &&
            (asked.scheme === undefined || asked.scheme === kind.scheme),
        ),
    );
  }

  @Mutation(() => FacilitatorType, {
    description:
      'Polls `/supported` and lists the facilitator. Its catalogue becomes a source when an operator enables it.',
  })
  async registerFacilitator(
    @Args('url') url: string,
    @Context() context: GraphqlContext,
  ): Promise<Plain<FacilitatorType>> {
    refuseOtherSites('registerFacilitator', context);
    const asked = parseInput(RegisterFacilitatorInput, { url });
    return facilitatorOf(await this.registration.register(asked.url, context.client));
  }

  @ResolveField(() => SourceType, { nullable: true })
  async source(
    @Parent() { url }: FacilitatorType,
    @Context() { loaders }: GraphqlContext,
  ): Promise<Plain<SourceType> | null> {
    const source = await loaders.catalogue.load(url);
    return source === null ? null : sourceOf(source);
  }
}
