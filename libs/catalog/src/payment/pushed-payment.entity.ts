import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Target } from '../target/target.entity.js';

/**
 * `probing`: named, and our own probe is awaited. The others are final: the listing is in the catalogue, is not (with
 * its reason), or the item was none.
 */
export type PaymentStatus = 'probing' | 'listed' | 'refused' | 'rejected';

/** What became of an item that a source pushed. Nothing of the payment itself is in it. */
@Entity()
@Index('pushed_payment_received', ['receivedAt'])
@Check('pushed_payment_status', `status IN ('probing', 'listed', 'refused', 'rejected')`)
@Check('pushed_payment_reason', `(reason IS NOT NULL) = (status IN ('refused', 'rejected'))`)
export class PushedPayment {
  /** sha256 of the item's canonical JSON. */
  @PrimaryColumn({ type: 'bytea' })
  id!: Buffer;

  /** Two sources may see the same: each is a witness of its own. */
  @PrimaryColumn({ type: 'text' })
  sourceId!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  receivedAt!: Date;

  @Column({ type: 'text' })
  status!: PaymentStatus;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  /** Null where it named none that could be kept. */
  @Column({ type: 'bigint', nullable: true })
  targetId!: string | null;

  @ManyToOne(() => Target, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'target_id' })
  target!: Target | null;
}
