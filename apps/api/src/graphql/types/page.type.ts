import { Field, Int, ObjectType } from '@nestjs/graphql';

/** Every field of a filter is applied, and one that nobody knows is refused before it comes here. */
export const NONE_UNAPPLIED: readonly string[] = [];

@ObjectType('PageInfo')
export class PageInfoType {
  @Field()
  readonly hasNextPage: boolean;

  @Field(() => String, { nullable: true })
  readonly endCursor: string | null;
}

@ObjectType('FacetCount')
export class FacetCountType {
  @Field()
  readonly value: string;

  @Field(() => Int)
  readonly count: number;
}
