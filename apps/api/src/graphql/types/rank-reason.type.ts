import { Field, Float, ObjectType } from '@nestjs/graphql';

@ObjectType('RankReason')
export class RankReasonType {
  @Field()
  readonly feature: string;

  @Field(() => Float)
  readonly value: number;

  @Field(() => Float)
  readonly weight: number;

  @Field(() => Float)
  readonly contribution: number;

  @Field(() => String, { nullable: true })
  readonly note?: string | null;
}

@ObjectType('Quality')
export class QualityType {
  @Field(() => Float)
  readonly score: number;

  @Field(() => [RankReasonType])
  readonly components: readonly RankReasonType[];
}
