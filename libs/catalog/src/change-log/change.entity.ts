import { Column, Entity, PrimaryColumn } from 'typeorm';

import { type ListingState } from '../state/listing-state.js';

/**
 * The change log: one row for each change of a listing's document, in commit order. Rows are appended only by
 * `append_changes`, the last statement of a writing transaction, under one advisory lock.
 */
@Entity()
export class Change {
  @PrimaryColumn({ type: 'bigint' })
  position!: string;

  @Column({ type: 'text' })
  listingId!: string;

  @Column({ type: 'bigint' })
  version!: string;

  @Column({ type: 'text', array: true })
  what!: string[];

  @Column({ type: 'text' })
  state!: ListingState;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'text', nullable: true })
  mergedInto!: string | null;

  /** Whether the listing was in the feed's set (LISTED, STALE) before and after. */
  @Column({ type: 'boolean' })
  wasInFeed!: boolean;

  @Column({ type: 'boolean' })
  isInFeed!: boolean;
}
