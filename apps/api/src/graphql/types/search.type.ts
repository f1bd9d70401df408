import { Field, Float, Int, ObjectType } from '@nestjs/graphql';

import { HintCodeEnum, SearchModeEnum } from '../enums.js';
import { ListingType } from './listing.type.js';
import { FacetCountType, PageInfoType } from './page.type.js';
import { RankReasonType } from './rank-reason.type.js';

@ObjectType('SearchEdge')
export class SearchEdgeType {
  @Field()
  readonly cursor: string;

  @Field(() => ListingType)
  readonly node: ListingType;

  /** Leads to `bestOffer`, which comes by loader. */
  readonly bestOfferKey: string | null;

  @Field(() => Float)
  readonly score: number;

  @Field(() => [RankReasonType], {
    description: 'Adds up to `score`: recompute it from the answer alone.',
  })
  readonly why: readonly RankReasonType[];
}

@ObjectType('Facet')
export class FacetType {
  @Field()
  readonly field: string;

  @Field(() => [FacetCountType])
  readonly counts: readonly FacetCountType[];
}

@ObjectType('Hint')
export class HintType {
  @Field(() => HintCodeEnum)
  readonly code: string;

  @Field()
  readonly filter: string;

  @Field(() => String, { nullable: true })
  readonly value: string | null;

  @Field(() => Int, { nullable: true })
  readonly hits: number | null;

  @Field()
  readonly message: string;
}

@ObjectType('SearchConnection')
export class SearchConnectionType {
  @Field(() => [SearchEdgeType])
  readonly edges: readonly SearchEdgeType[];

  @Field(() => PageInfoType)
  readonly pageInfo: PageInfoType;

  @Field(() => Int)
  readonly totalCount: number;

  @Field({ description: 'True above 10,000: totalCount is then a floor.' })
  readonly totalIsFloor: boolean;

  @Field(() => [HintType])
  readonly hints: readonly HintType[];

  @Field(() => [FacetType])
  readonly facets: readonly FacetType[];

  @Field(() => [String])
  readonly unappliedFilters: readonly string[];

  @Field(() => SearchModeEnum, {
    description: 'MATCH, RELATED (nothing matched all words; these are near), EMPTY.',
  })
  readonly mode: string;

  @Field({
    description: 'True when the search engine was out of reach and the database answered in its place.',
  })
  readonly degraded: boolean;
}
