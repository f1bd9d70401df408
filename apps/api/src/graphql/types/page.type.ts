import { Field, Int, ObjectType } from '@nestjs/graphql';

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
