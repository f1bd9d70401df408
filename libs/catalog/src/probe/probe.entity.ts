import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One look at a target: the few unpaid requests that are allowed, one verdict. Holds the request that decided. */
@Entity()
@Index('probe_listing', { synchronize: false })
export class Probe {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'bigint' })
  targetId!: string;

  @Column({ type: 'text' })
  listingId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text' })
  method!: string;

  /** Null where nothing answered. */
  @Column({ type: 'smallint', nullable: true })
  status!: number | null;

  @Column({ type: 'integer', nullable: true })
  ms!: number | null;

  @Column({ type: 'text' })
  reason!: string;

  /** Whether the listing was payable: what health is counted from. */
  @Column({ type: 'boolean' })
  payable!: boolean;

  @Column({ type: 'bigint', nullable: true })
  observationId!: string | null;
}
