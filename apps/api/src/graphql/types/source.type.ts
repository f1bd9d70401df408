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
}

/** A source is enabled as long as it is kept: nothing can switch one off yet. */
export const sourceOf = ({ id, kind, url, lastRunAt }: Source): Plain<SourceType> => ({
  id,
  kind,
  url,
  enabled: true,
  lastRunAt,
});

@ObjectType('Sighting')
export class SightingType {
  @Field(() => SourceType)
  readonly source: SourceType;

  @Field(() => DateTime)
  readonly firstSeenAt: Date;

  @Field(() => DateTime)
  readonly lastSeenAt: Date;
}
