import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { LeasedRow } from '../source/leased-row.entity.js';

/** Who verifies and settles payments, and what its `/supported` says. */
@Entity()
@Index('facilitator_due', ['nextRunAt'])
export class Facilitator extends LeasedRow {
  /** The base URL, without a slash at its end. */
  @PrimaryColumn({ type: 'text' })
  url!: string;

  /** What it settles: JSON text. */
  @Column({ type: 'text', default: '[]' })
  kinds!: string;

  @Column({ type: 'text', array: true, default: '{}' })
  extensions!: string[];

  /** JSON text: addresses by network pattern. */
  @Column({ type: 'text', default: '{}' })
  signers!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  firstSeenAt!: Date;

  /** Not before this, whoever asks: its own Retry-After. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  waitUntil!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastCheckedAt!: Date | null;

  /** What the last polls that were answered took, newest first. */
  @Column({ type: 'integer', array: true, default: '{}' })
  pollsMs!: number[];
}
