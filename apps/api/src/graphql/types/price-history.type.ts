import { type PricePoint } from '@bazaar/catalog';
import { type Page } from '@bazaar/kernel';
import { Field, ID, ObjectType } from '@nestjs/graphql';

import { BigIntText, DateTime, Decimal } from '../scalars.js';
import { PageInfoType } from './page.type.js';
import { type Plain } from '../plain.js';

@ObjectType('PricePoint')
export class PricePointType {
  @Field(() => DateTime)
  readonly at: Date;

  @Field(() => ID)
  readonly offerKey: string;

  @Field()
  readonly network: string;

  @Field()
  readonly asset: string;

  @Field()
  readonly scheme: string;

  @Field(() => BigIntText, { nullable: true })
  readonly amountAtomic: string | null;

  @Field(() => Decimal, { nullable: true })
  readonly amount: string | null;

  @Field(() => Decimal, { nullable: true })
  readonly priceUsd: string | null;

  @Field()
  readonly payTo: string;
}

@ObjectType('PriceHistory')
export class PriceHistoryType {
  @Field(() => [PricePointType])
  readonly points: readonly PricePointType[];

  @Field(() => PageInfoType)
  readonly pageInfo: PageInfoType;
}

export const priceHistoryOf = ({
  items,
  hasNextPage,
  endCursor,
}: Page<PricePoint>): Plain<PriceHistoryType> => ({
  points: items,
  pageInfo: { hasNextPage, endCursor },
});
