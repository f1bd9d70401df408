import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What one unit of a currency was worth in dollars, on a day. Never deleted, never changed. */
@Entity()
@Check('rate_positive', 'usd_per_unit > 0')
export class Rate {
  @PrimaryColumn({ type: 'date' })
  date!: string;

  /** ISO 4217 code. */
  @PrimaryColumn({ type: 'text' })
  currency!: string;

  @Column({ type: 'numeric' })
  usdPerUnit!: string;
}
