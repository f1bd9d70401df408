import { type Payability, type ResourceType } from '@bazaar/x402';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { type Evidence, type ListingState } from '../state/listing-state.js';

/**
 * A resource as our catalogue holds it. The key is (resource, method, toolName), each null while unknown; the id never
 * changes. Columns that say JSON hold text: strangers' JSON is kept as it came.
 */
@Entity()
@Index('listing_key', { synchronize: false })
@Index('listing_origin', ['origin'])
@Index('listing_merged_key', { synchronize: false })
@Index('listing_first_seen', { synchronize: false })
@Index('listing_first_listed', { synchronize: false })
@Index('listing_price_asc', { synchronize: false })
@Index('listing_price_desc', { synchronize: false })
@Index('listing_quality', { synchronize: false })
@Index('listing_changed', { synchronize: false })
@Index('listing_categories', { synchronize: false })
@Check('listing_merged', `(merged_into IS NOT NULL) = (state = 'RETIRED' AND state_reason = 'merged')`)
export class Listing {
  /** 8 hex digits of the origin's hash, then 20 random base32 letters. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  resource!: string;

  @Column({ type: 'text', nullable: true })
  method!: string | null;

  @Column({ type: 'text', nullable: true })
  toolName!: string | null;

  @Column({ type: 'text' })
  origin!: string;

  @Column({ type: 'text' })
  type!: ResourceType;

  @Column({ type: 'text' })
  state!: ListingState;

  @Column({ type: 'text' })
  stateReason!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  stateSince!: Date;

  /** What the state machine counts between probes, JSON; see StateFacts. */
  @Column({ type: 'text' })
  stateFacts!: string;

  /** JSON: what is remembered of offers between probes; null for nothing. */
  @Column({ type: 'text', nullable: true })
  offerFacts!: string | null;

  @Column({ type: 'text', nullable: true })
  mergedInto!: string | null;

  @Column({ type: 'text' })
  evidence!: Evidence;

  @Column({ type: 'text' })
  payability!: Payability;

  @Column({ type: 'smallint', nullable: true })
  x402Version!: number | null;

  @Column({ type: 'text', nullable: true })
  title!: string | null;

  @Column({ type: 'text', nullable: true })
  description!: string | null;

  @Column({ type: 'text', nullable: true })
  mimeType!: string | null;

  @Column({ type: 'text', nullable: true })
  serviceName!: string | null;

  @Column({ type: 'text', array: true, default: '{}' })
  tags!: string[];

  @Column({ type: 'text', nullable: true })
  iconUrl!: string | null;

  /** What it does, in our taxonomy, best first; null until its words are read for it. */
  @Column({ type: 'text', array: true, nullable: true })
  categories!: string[] | null;

  @Column({ type: 'text', nullable: true })
  routeTemplate!: string | null;

  /** The first concrete URL that answered 402. */
  @Column({ type: 'text', nullable: true })
  exampleUrl!: string | null;

  @Column({ type: 'text', array: true, default: '{}' })
  extensions!: string[];

  @Column({ type: 'boolean', default: false })
  supportsSignIn!: boolean;

  @Column({ type: 'boolean', default: false })
  callComplete!: boolean;

  /** JSON: see Call. */
  @Column({ type: 'text' })
  call!: string;

  /** JSON, null where none is known. */
  @Column({ type: 'text', nullable: true })
  outputSchema!: string | null;

  /** JSON, null where none is known. */
  @Column({ type: 'text', nullable: true })
  outputExample!: string | null;

  /** JSON: the last 402 as read, whole; null while there is none. */
  @Column({ type: 'text', nullable: true })
  challenge!: string | null;

  /** JSON: issues by code and detail. */
  @Column({ type: 'text' })
  issues!: string;

  /** Of the challenge, blind to what is new in every answer. */
  @Column({ type: 'text', nullable: true })
  fingerprint!: string | null;

  /** Over mainnet offers; where there are none, over the others. */
  @Column({ type: 'numeric', nullable: true })
  minPriceUsd!: string | null;

  @Column({ type: 'numeric', nullable: true })
  maxPriceUsd!: string | null;

  /** How complete and usable the listing is, 0 to 1: orders what nothing else orders. */
  @Column({ type: 'real' })
  quality!: number;

  /** Counts the changes of the document; never goes back. */
  @Column({ type: 'bigint' })
  version!: string;

  /** Hash of the document without what is new in every answer: equal means nothing to tell anybody. */
  @Column({ type: 'bytea' })
  documentHash!: Buffer;

  @Column({ type: 'timestamptz', precision: 3 })
  firstSeenAt!: Date;

  /** When it first could be bought: the order of the standard list. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  firstListedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3 })
  changedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastProbedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastOkAt!: Date | null;

  @Column({ type: 'integer', default: 0 })
  consecutiveFailures!: number;

  /** Share of the last 30 days' answers that could be paid, as of the last probe; null while there is none to judge. */
  @Column({ type: 'double precision', nullable: true })
  uptime!: number | null;
}
