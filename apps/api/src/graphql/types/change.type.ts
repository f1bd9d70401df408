import { type FeedChange, type FeedPage } from '@bazaar/feeds';
import { Field, ID, ObjectType } from '@nestjs/graphql';

import { ChangeKindEnum, ChangeTopicEnum, ListingStateEnum } from '../enums.js';
import { BigIntText, DateTime } from '../scalars.js';
import { ListingType } from './listing.type.js';
import { type Plain } from '../plain.js';

@ObjectType('Change', {
  description:
    "`listing` is the newest document and may be ahead of `version`: keep the change's version, skip a change that is not higher than yours.",
})
export class ChangeType {
  @Field()
  readonly cursor: string;

  @Field(() => ChangeKindEnum)
  readonly kind: 'UPSERT' | 'REMOVE';

  @Field(() => DateTime)
  readonly at: Date;

  @Field(() => ID)
  readonly listingId: string;

  @Field(() => BigIntText)
  readonly version: string;

  @Field(() => [ChangeTopicEnum])
  readonly what: readonly string[];

  @Field(() => ListingStateEnum, { nullable: true })
  readonly state: string | null;

  @Field(() => String, { nullable: true })
  readonly reason: string | null;

  @Field(() => ID, { nullable: true })
  readonly mergedInto: string | null;

  @Field(() => ListingType, { nullable: true })
  readonly listing: ListingType | null;
}

@ObjectType('ChangePage')
export class ChangePageType {
  @Field(() => ID)
  readonly feedId: string;

  @Field(() => [ChangeType])
  readonly changes: readonly ChangeType[];

  @Field()
  readonly endCursor: string;

  @Field()
  readonly oldestCursor: string;

  @Field()
  readonly hasNextPage: boolean;
}

const changeOf = ({ document, ...change }: FeedChange): Plain<ChangeType> => ({
  ...change,
  listing: document === null ? null : new ListingType(document.listing),
});

export const changePageOf = (page: FeedPage): Plain<ChangePageType> => ({
  ...page,
  changes: page.changes.map(changeOf),
});
