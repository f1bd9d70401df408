import { type Source } from '@bazaar/catalog';
import { Field, ID, ObjectType } from '@nestjs/graphql';

import { DateTime } from '../scalars.js';
import { type Plain } from '../plain.js';

@ObjectType('Source')
export class SourceType {
  @Field(() => ID)
  readonly id: string;

  @Field()
  readonly kind: string;

  @Field(() => String, { nullable: true })
  readonly url: string | null;

  @Field()
  readonly enabled: boolean;

  @Field(() => DateTime, { nullable: true })
  readonly lastRunAt: Date | null;

  @Field(() => DateTime, { nullable: true })
  readonly lastOkAt: Date | null;

  @Field(() => String, { nullable: true })
  readonly lastError: string | null;
}

export const sourceOf = (source: Source): Plain<SourceType> => {
  const { id, kind, url, disabledBy, lastRunAt, lastOkAt, lastError } = source;
  return { id, kind, url, enabled: disabledBy === null, lastRunAt, lastOkAt, lastError };
};

@ObjectType('Sighting')
export class SightingType {
  @Field(() => SourceType)
  readonly source: SourceType;

  @Field(() => DateTime)
  readonly firstSeenAt: Date;

  @Field(() => DateTime)
  readonly lastSeenAt: Date;
}
