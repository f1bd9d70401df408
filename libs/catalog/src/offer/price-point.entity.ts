import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A probed price or payee from its first sight on, until the next point of the same offer. Never deleted. */
@Entity()
@Index('price_point_listing', { synchronize: false })
export class PricePoint {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'text' })
  listingId!: string;

  @Column({ type: 'text' })
  offerKey!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  at!: Date;

  @Column({ type: 'text' })
  network!: string;

  @Column({ type: 'text' })
  asset!: string;

  @Column({ type: 'text' })
  scheme!: string;

  @Column({ type: 'numeric', precision: 78, scale: 0, nullable: true })
  amountAtomic!: string | null;

  @Column({ type: 'numeric', nullable: true })
  amount!: string | null;

  @Column({ type: 'numeric', nullable: true })
  priceUsd!: string | null;

  @Column({ type: 'text' })
  payTo!: string;
}
