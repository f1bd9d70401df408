import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { type ListingState } from './listing-state.js';

/** One entry of a listing's public timeline. Never deleted. */
@Entity()
@Index('state_change_listing', { synchronize: false })
export class StateChange {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'text' })
  listingId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'text' })
  state!: ListingState;

  @Column({ type: 'text' })
  reason!: string;

  /** The probe that showed it, or the source that said it. */
  @Column({ type: 'bigint', nullable: true })
  probeId!: string | null;

  @Column({ type: 'text', nullable: true })
  sourceId!: string | null;
}
