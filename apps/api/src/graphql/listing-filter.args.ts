import { Field, Float, InputType } from '@nestjs/graphql';

import {
  EnvironmentFilterEnum,
  EvidenceEnum,
  ListingStateEnum,
  PayabilityEnum,
  PriceKindEnum,
  ResourceTypeEnum,
} from './enums.js';
import { DateTime, Decimal } from './scalars.js';

/** The shape for the schema; what values are refused is ListingFilterInput's to say, for every surface. */
@InputType('ListingFilter')
export class ListingFilterArgs {
  @Field(() => [ResourceTypeEnum], { nullable: true })
  readonly types?: unknown;

  @Field(() => [String], {
    nullable: true,
    description: 'CAIP-2 ids, V1 names, or patterns such as eip155:*. Any offer that matches is enough.',
  })
  readonly networks?: unknown;

  @Field(() => [String], {
    nullable: true,
    description:
      "Addresses, or symbols (USDC). Symbols mean the registry's assets only: a token that merely calls itself USDC is found by address.",
  })
  readonly assets?: unknown;

  @Field(() => [String], { nullable: true })
  readonly schemes?: unknown;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'At most this price in USD, for one offer that also meets the other offer filters. An offer without a known price never passes. MAX and HOLD are tested on their ceiling, DYNAMIC on priceUsdHigh30d. Zero passes.',
  })
  readonly maxPriceUsd?: unknown;

  @Field(() => Decimal, { nullable: true })
  readonly minPriceUsd?: unknown;

  @Field(() => String, { nullable: true })
  readonly payTo?: unknown;

  @Field(() => [String], { nullable: true })
  readonly methods?: unknown;

  @Field(() => [String], { nullable: true })
  readonly origins?: unknown;

  @Field(() => [String], { nullable: true })
  readonly tags?: unknown;

  @Field(() => [String], { nullable: true })
  readonly extensions?: unknown;

  @Field(() => [String], { nullable: true })
  readonly paymentFlows?: unknown;

  @Field(() => [PriceKindEnum], { nullable: true })
  readonly priceKinds?: unknown;

  @Field(() => String, { nullable: true })
  readonly urlSubstring?: unknown;

  @Field(() => [String], { nullable: true })
  readonly categories?: unknown;

  @Field(() => [String], { nullable: true })
  readonly excludeOrigins?: unknown;

  @Field(() => [String], { nullable: true })
  readonly excludePayTo?: unknown;

  @Field(() => DateTime, { nullable: true })
  readonly probedSince?: unknown;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only listings whose `call.complete` is true.',
  })
  readonly callable?: unknown;

  @Field(() => EnvironmentFilterEnum, {
    nullable: true,
    description:
      'MAINNET leaves out networks known to be test networks; unknown ones stay. A network named in `networks` (not a pattern) is always let through.',
  })
  readonly environment?: unknown;

  @Field(() => [ListingStateEnum], { nullable: true, description: 'Default: LISTED and STALE.' })
  readonly states?: unknown;

  @Field(() => EvidenceEnum, { nullable: true })
  readonly evidence?: unknown;

  @Field(() => [PayabilityEnum], {
    nullable: true,
    description: 'Default in search: all but BLOCKED. In `listings`: all.',
  })
  readonly payability?: unknown;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Takes a wallet sign-in (Sign-In-With-X), so that one payment can open a session.',
  })
  readonly supportsSignIn?: unknown;

  @Field(() => Boolean, { nullable: true })
  readonly ownerVerified?: unknown;

  @Field(() => Float, { nullable: true })
  readonly minUptime?: unknown;

  @Field(() => DateTime, { nullable: true })
  readonly changedSince?: unknown;
}
