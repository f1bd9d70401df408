import {
  type Evidence,
  type ListingState,
  type ListingSummary,
  issuesOf,
  qualityParts,
} from '@bazaar/catalog';
import { type Payability, type ResourceType } from '@bazaar/x402';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

import { EvidenceEnum, ListingStateEnum, PayabilityEnum, ResourceTypeEnum } from '../enums.js';
import { BigIntText, DateTime, Decimal } from '../scalars.js';
import { copyColumns } from './copy-columns.js';
import { IssueType } from './issue.type.js';
import { QualityType } from './rank-reason.type.js';
import { type Plain } from '../plain.js';

/** A stored listing; issues are read only when they are asked for, long texts and children come by loader. */
@ObjectType('Listing')
export class ListingType {
  @Field(() => ID)
  readonly id: string;

  @Field({ description: 'The canonical URL: origin plus route template or path, no query, no fragment.' })
  readonly resource: string;

  @Field(() => ResourceTypeEnum)
  readonly type: ResourceType;

  @Field(() => String, { nullable: true })
  readonly method: string | null;

  @Field(() => String, { nullable: true })
  readonly toolName: string | null;

  @Field()
  readonly origin: string;

  @Field(() => String, { nullable: true })
  readonly title: string | null;

  @Field(() => String, { nullable: true })
  readonly description: string | null;

  @Field(() => String, { nullable: true })
  readonly mimeType: string | null;

  @Field(() => String, { nullable: true })
  readonly serviceName: string | null;

  @Field(() => [String])
  readonly tags: readonly string[];

  @Field(() => String, { nullable: true })
  readonly iconUrl: string | null;

  @Field(() => Int, { nullable: true })
  readonly x402Version: number | null;

  @Field(() => String, { nullable: true })
  readonly routeTemplate: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A concrete URL that can be called, where the resource is a template.',
  })
  readonly exampleUrl: string | null;

  @Field(() => [String], { description: 'Keys of the extensions the challenge carries.' })
  readonly extensions: readonly string[];

  @Field(() => BigIntText, { description: 'Counts the changes of this listing; never goes back.' })
  readonly version: string;

  @Field()
  readonly supportsSignIn: boolean;

  @Field(() => Decimal, {
    nullable: true,
    description: 'Over mainnet offers; where there are none, over the others.',
  })
  readonly minPriceUsd: string | null;

  @Field(() => Decimal, { nullable: true })
  readonly maxPriceUsd: string | null;

  @Field(() => ListingStateEnum)
  readonly state: ListingState;

  @Field({ description: 'A code of the reason table.' })
  readonly stateReason: string;

  @Field(() => EvidenceEnum)
  readonly evidence: Evidence;

  @Field(() => PayabilityEnum)
  readonly payability: Payability;

  @Field(() => DateTime)
  readonly firstSeenAt: Date;

  @Field(() => DateTime, { nullable: true })
  readonly lastProbedAt: Date | null;

  @Field(() => DateTime)
  readonly changedAt: Date;

  readonly row: ListingSummary;

  constructor(row: ListingSummary) {
    copyColumns(this, row);
    this.row = row;
  }

  @Field(() => [String], {
    description: 'What this endpoint does, in our small taxonomy: `data/fx`, `ai/ocr`.',
  })
  get categories(): string[] {
    return this.row.categories ?? [];
  }

  @Field(() => [IssueType], {
    description: 'Machine-readable warnings: code, text, and how the seller can mend it.',
  })
  get issues(): Plain<IssueType>[] {
    return issuesOf(this.row.issues);
  }

  @Field()
  get ownerVerified(): boolean {
    return false;
  }

  @Field(() => QualityType)
  get quality(): Plain<QualityType> {
    return { score: this.row.quality, components: qualityParts(this.row) };
  }
}
