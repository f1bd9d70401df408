import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who verifies and settles payments, and what its `/supported` says. */
@Entity()
@Index('facilitator_due', ['nextRunAt'])
export class Facilitator {
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

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  nextRunAt!: Date | null;

  /** Not before this, whoever asks: its own Retry-After. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  waitUntil!: Date | null;

  @Column({ type: 'bigint', default: 0 })
  leaseToken!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  leasedUntil!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastCheckedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastOkAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  lastError!: string | null;

  /** In a row. */
  @Column({ type: 'integer', default: 0 })
  failures!: number;

  /** What the last polls that were answered took, newest first. */
  @Column({ type: 'integer', array: true, default: '{}' })
  pollsMs!: number[];
}
