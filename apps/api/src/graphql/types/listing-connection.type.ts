import { Field, Int, ObjectType } from '@nestjs/graphql';

import { ListingType } from './listing.type.js';
import { PageInfoType } from './page.type.js';

@ObjectType('ListingEdge')
export class ListingEdgeType {
  @Field()
  readonly cursor: string;

  @Field(() => ListingType)
  readonly node: ListingType;
}

@ObjectType('ListingConnection')
export class ListingConnectionType {
  @Field(() => [ListingEdgeType])
  readonly edges: readonly ListingEdgeType[];

  @Field(() => PageInfoType)
  readonly pageInfo: PageInfoType;

  @Field(() => Int)
  readonly totalCount: number;

  @Field()
  readonly totalIsFloor: boolean;

  @Field(() => [String])
  readonly unappliedFilters: readonly string[];
}
