import { Field, Float, Int, ObjectType } from '@nestjs/graphql';

import { DateTime } from '../scalars.js';

@ObjectType('Health')
export class HealthType {
  @Field(() => Float, { nullable: true })
  readonly uptime30d: number | null;

  @Field(() => Int)
  readonly probes30d: number;

  @Field(() => Int, { nullable: true })
  readonly p50Ms: number | null;

  @Field(() => Int, { nullable: true })
  readonly p95Ms: number | null;

  @Field(() => DateTime, { nullable: true })
  readonly lastOkAt: Date | null;

  @Field(() => Int)
  readonly consecutiveFailures: number;
}
