import { Field, Int, ObjectType } from '@nestjs/graphql';

import { DateTime, Decimal } from '../scalars.js';
import { FacetCountType } from './page.type.js';

@ObjectType('CatalogStats')
export class CatalogStatsType {
  @Field(() => Int)
  readonly listings: number;

  @Field(() => [FacetCountType])
  readonly byState: readonly FacetCountType[];

  @Field(() => [FacetCountType])
  readonly byNetwork: readonly FacetCountType[];

  @Field(() => [FacetCountType])
  readonly byAsset: readonly FacetCountType[];

  @Field(() => Int)
  readonly origins: number;

  @Field(() => Int)
  readonly sellers: number;

  @Field(() => Decimal, { nullable: true })
  readonly medianPriceUsd: string | null;

  @Field({ description: 'Where the feed ends now: start here to hear only news.' })
  readonly cursor: string;

  @Field(() => DateTime)
  readonly asOf: Date;
}
