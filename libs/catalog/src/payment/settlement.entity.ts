import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Source } from '../source/source.entity.js';
import { Target } from '../target/target.entity.js';

/** A payment that was settled, to be counted: whoever tells us first, and once. */
@Entity()
@Index('settlement_target', ['targetId', 'at'])
@Index('settlement_at', ['at'])
export class Settlement {
  /** Keyed hash of network and transaction: a transaction in clear would name its payer to who reads the chain. */
  @PrimaryColumn({ type: 'bytea' })
  transactionHash!: Buffer;

  @Column({ type: 'bigint' })
  targetId!: string;

  @Column({ type: 'text' })
  sourceId!: string;

  @ManyToOne(() => Target, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'target_id' })
  target!: Target;

  @ManyToOne(() => Source, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'source_id' })
  source!: Source;

  /** When we were told. */
  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'text' })
  network!: string;

  /** It counts for the listing only where the endpoint has shown this payee. */
  @Column({ type: 'text' })
  payTo!: string;

  /** Keyed hash. */
  @Column({ type: 'bytea', nullable: true })
  payerHash!: Buffer | null;
}
