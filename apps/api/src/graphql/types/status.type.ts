import {
  type ListingState,
  type ListingStatus,
  type PlacedStatus,
  type ProbeView,
  type StatusMatch,
} from '@bazaar/catalog';
import { Field, Int, ObjectType } from '@nestjs/graphql';

import { ListingStateEnum, StatusMatchEnum } from '../enums.js';
import { DateTime, Json } from '../scalars.js';
import { ListingType } from './listing.type.js';
import { type Plain } from '../plain.js';

@ObjectType('Probe', {
  description:
    'The request that decided. Headers without cookies; at most 2 KiB of body, none of a 2xx answer.',
})
export class ProbeType {
  @Field(() => DateTime)
  readonly at: Date;

  @Field()
  readonly url: string;

  @Field()
  readonly method: string;

  @Field(() => Int, { nullable: true })
  readonly status: number | null;

  @Field(() => Int, { nullable: true })
  readonly ms: number | null;

  @Field()
  readonly reason: string;

  @Field(() => Json, { nullable: true })
  readonly headers: unknown;

  @Field(() => String, { nullable: true })
  readonly bodyStart: string | null;

  /** Leads to `challenge`, which comes by loader. */
  readonly answerId: string | null;
}

export const probeOf = ({ issues: _, ...probe }: ProbeView): Plain<ProbeType> => ({
  ...probe,
  headers: probe.headers === null ? null : JSON.parse(probe.headers),
});

@ObjectType('StateChange')
export class StateChangeType {
  @Field()
  readonly cursor: string;

  @Field(() => DateTime)
  readonly at: Date;

  @Field(() => ListingStateEnum)
  readonly state: ListingState;

  @Field()
  readonly reason: string;

  /** Lead to `probe` and `source`, which come by loader. */
  readonly probeId: string | null;
  readonly sourceId: string | null;
}

@ObjectType('ListingStatus')
export class ListingStatusType {
  @Field()
  readonly resource: string;

  @Field(() => String, { nullable: true })
  readonly method: string | null;

  @Field(() => String, { nullable: true })
  readonly toolName: string | null;

  @Field(() => ListingType, { nullable: true })
  readonly listing: ListingType | null;

  @Field(() => ListingStateEnum)
  readonly state: ListingState;

  @Field(() => StatusMatchEnum)
  readonly match: StatusMatch;

  @Field({ description: 'A code of the reason table.' })
  readonly reason: string;

  @Field(() => String, {
    nullable: true,
    description: 'Of what stands under an origin: the next page goes on after it.',
  })
  readonly cursor: string | null;
}

export const statusTypeOf = (status: ListingStatus | PlacedStatus): Plain<ListingStatusType> => ({
  ...status,
  listing: status.listing === null ? null : new ListingType(status.listing),
  cursor: 'cursor' in status ? status.cursor : null,
});
