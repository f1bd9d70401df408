import { Column } from 'typeorm';

/** What is worked on by itself: when its turn is, who holds it, and how it went. */
export abstract class LeasedRow {
  /** Null: not worked on by itself. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  nextRunAt!: Date | null;

  @Column({ type: 'bigint', default: 0 })
  leaseToken!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  leasedUntil!: Date | null;

  /** When it went well last: of a source, a whole pull that nothing was held of. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastOkAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  lastError!: string | null;

  /** In a row. */
  @Column({ type: 'integer', default: 0 })
  failures!: number;
}
