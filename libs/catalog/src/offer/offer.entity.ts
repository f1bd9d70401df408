import { type Environment, type Payability, type PriceKind } from '@bazaar/x402';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Listing } from '../listing/listing.entity.js';
import { type Evidence } from '../state/listing-state.js';

/** One normalized `accepts` entry of a listing. Payee, amount and wire version are attributes with a history. */
@Entity()
@Index('offer_network_usd', ['network', 'usdMicros'])
@Index('offer_pay_to', { synchronize: false })
@Index('offer_rated', { synchronize: false })
export class Offer {
  @PrimaryColumn({ type: 'text' })
  listingId!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  @ManyToOne(() => Listing, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'listing_id' })
  listing!: Listing;

  /** Place in the seller's own order. */
  @Column({ type: 'smallint' })
  position!: number;

  @Column({ type: 'smallint', nullable: true })
  x402Version!: number | null;

  @Column({ type: 'text' })
  evidence!: Evidence;

  @Column({ type: 'timestamptz', precision: 3 })
  seenAt!: Date;

  @Column({ type: 'text' })
  scheme!: string;

  /** CAIP-2 id, or as written where the network is unknown. */
  @Column({ type: 'text' })
  network!: string;

  @Column({ type: 'text' })
  environment!: Environment;

  @Column({ type: 'text', nullable: true })
  asset!: string | null;

  @Column({ type: 'text' })
  assetRaw!: string;

  @Column({ type: 'numeric', precision: 78, scale: 0, nullable: true })
  amountAtomic!: string | null;

  @Column({ type: 'text', nullable: true })
  amountRaw!: string | null;

  @Column({ type: 'numeric', nullable: true })
  amount!: string | null;

  @Column({ type: 'numeric', nullable: true })
  priceUsd!: string | null;

  /** The dearest of the last 30 days, at the exchange rate that prices it now. */
  @Column({ type: 'numeric', nullable: true, name: 'price_usd_high30d' })
  priceUsdHigh30d!: string | null;

  /** The most it can cost, in millionths, rounded up: its highest price where that moves. Exists only to be compared and sorted by. */
  @Column({ type: 'bigint', nullable: true })
  usdMicros!: string | null;

  /** When the price was seen, or midnight of the day of the exchange rate behind it. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  priceUsdAsOf!: Date | null;

  @Column({ type: 'text' })
  priceKind!: PriceKind;

  @Column({ type: 'text' })
  payTo!: string;

  @Column({ type: 'integer', nullable: true })
  maxTimeoutSeconds!: number | null;

  @Column({ type: 'text', nullable: true })
  paymentFlow!: string | null;

  @Column({ type: 'text', nullable: true })
  transferMethod!: string | null;

  @Column({ type: 'text' })
  payability!: Payability;

  /** JSON: issues by code and detail. */
  @Column({ type: 'text' })
  issues!: string;

  /** JSON: the entry as the seller wrote it. */
  @Column({ type: 'text' })
  raw!: string;
}
