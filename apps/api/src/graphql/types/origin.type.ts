import { type OriginReport, type RobotsWord } from '@bazaar/catalog';
import { Field, Int, ObjectType } from '@nestjs/graphql';

import { DateTime } from '../scalars.js';
import { type Plain } from '../plain.js';
import { FacetCountType } from './page.type.js';
import { ListingStatusType, statusTypeOf } from './status.type.js';

@ObjectType('DocumentReport')
export class DocumentReportType {
  @Field()
  readonly url: string;

  @Field()
  readonly kind: string;

  @Field()
  readonly ok: boolean;

  @Field(() => Int)
  readonly found: number;

  @Field(() => String, { nullable: true })
  readonly reason: string | null;
}

@ObjectType('Origin')
export class OriginType {
  @Field()
  readonly origin: string;

  @Field(() => [FacetCountType])
  readonly byState: readonly FacetCountType[];

  @Field(() => DateTime, { nullable: true })
  readonly documentsReadAt: Date | null;

  @Field(() => String, { description: 'allowed, disallowed, unreachable, opted-out.' })
  readonly robots: RobotsWord;

  @Field(() => DateTime, {
    nullable: true,
    description: "Not before this: the origin's own Retry-After, or our back-off.",
  })
  readonly waitUntil: Date | null;
}

@ObjectType('OriginReport')
export class OriginReportType {
  @Field()
  readonly origin: string;

  @Field(() => [DocumentReportType])
  readonly documents: readonly DocumentReportType[];

  @Field(() => [ListingStatusType])
  readonly statuses: readonly ListingStatusType[];
}

export const reportOf = ({ statuses, ...report }: OriginReport): Plain<OriginReportType> => ({
  ...report,
  statuses: statuses.map(statusTypeOf),
});
