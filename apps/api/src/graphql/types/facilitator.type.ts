import { type FacilitatorView } from '@bazaar/catalog';
import { Field, Int, ObjectType } from '@nestjs/graphql';

import { DateTime, Json } from '../scalars.js';
import { type Plain } from '../plain.js';

@ObjectType('FacilitatorKind')
export class FacilitatorKindType {
  @Field(() => Int)
  readonly x402Version: number;

  @Field()
  readonly scheme: string;

  @Field()
  readonly network: string;

  @Field(() => Json, { nullable: true })
  readonly extra: unknown;
}

@ObjectType('Facilitator')
export class FacilitatorType {
  @Field()
  readonly url: string;

  @Field(() => [FacilitatorKindType])
  readonly kinds: readonly Plain<FacilitatorKindType>[];

  @Field(() => [String])
  readonly extensions: readonly string[];

  @Field(() => Json, { nullable: true })
  readonly signers: unknown;

  @Field(() => DateTime, { nullable: true })
  readonly lastCheckedAt: Date | null;

  @Field(() => DateTime, { nullable: true })
  readonly lastOkAt: Date | null;

  @Field(() => String, { nullable: true })
  readonly lastError: string | null;

  @Field(() => Int, { nullable: true })
  readonly p50Ms: number | null;
}

/** The first version of `/supported` had no other to name. */
const FIRST_VERSION = 1;

export const facilitatorOf = ({ kinds, ...facilitator }: FacilitatorView): Plain<FacilitatorType> => ({
  ...facilitator,
  kinds: kinds.map(({ x402Version, scheme, network, extra }) => ({
    x402Version: x402Version ?? FIRST_VERSION,
    ...{ scheme, network, extra },
  })),
});
