import { Field, Int, ObjectType } from '@nestjs/graphql';

import { DateTime } from '../scalars.js';

@ObjectType('Usage', { description: 'Counters as a source reports them, with what they count.' })
export class UsageType {
  @Field()
  readonly source: string;

  @Field()
  readonly counts: string;

  @Field(() => Int, { nullable: true })
  readonly calls30d: number | null;

  @Field(() => Int, { nullable: true })
  readonly payers30d: number | null;

  @Field(() => DateTime, { nullable: true })
  readonly lastCalledAt: Date | null;

  @Field(() => DateTime)
  readonly asOf: Date;
}
