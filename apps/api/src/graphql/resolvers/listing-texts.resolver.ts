import { type ListingText } from '@bazaar/catalog';
import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';

import { type GraphqlContext } from '../graphql-context.js';
import { Json } from '../scalars.js';
import { CallType } from '../types/call.type.js';
import { ListingType } from '../types/listing.type.js';

/** What a seller wrote at length: read and parsed for those alone who ask for it. */
@Resolver(() => ListingType)
export class ListingTextsResolver {
  @ResolveField(() => CallType, { description: 'All that is needed to build the unpaid request.' })
  async call(@Parent() listing: ListingType, @Context() context: GraphqlContext): Promise<CallType> {
    return (await parsed(context, listing, 'call')) as CallType;
  }

  @ResolveField(() => Json, { nullable: true })
  outputSchema(@Parent() listing: ListingType, @Context() context: GraphqlContext): Promise<unknown> {
    return parsed(context, listing, 'outputSchema');
  }

  @ResolveField(() => Json, { nullable: true })
  outputExample(@Parent() listing: ListingType, @Context() context: GraphqlContext): Promise<unknown> {
    return parsed(context, listing, 'outputExample');
  }

  @ResolveField(() => Json, {
    nullable: true,
    description:
      'The last 402 as read, whole: resource, accepts, extensions. Values new in every answer are as seen, not to be reused.',
  })
  challenge(@Parent() listing: ListingType, @Context() context: GraphqlContext): Promise<unknown> {
    return parsed(context, listing, 'challenge');
  }
}

async function parsed({ loaders }: GraphqlContext, { id }: ListingType, name: ListingText): Promise<unknown> {
  const json = await loaders.text.load({ listingId: id, name });
  return json === null ? null : JSON.parse(json);
}
