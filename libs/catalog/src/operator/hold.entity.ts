import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

export const HOLD_SCOPES = ['origin', 'domain', 'source'] as const;
export type HoldScope = (typeof HOLD_SCOPES)[number];

/** `block`: out of the catalogue. `pause`: nothing is asked, and what is known stays as it is. */
export type HoldKind = 'block' | 'pause';

/** The operator's word about an origin, a registrable domain or a source. Lifted ones are kept. */
@Entity()
@Index('hold_standing', ['scope', 'value'], { unique: true, where: 'lifted_at IS NULL' })
@Check('hold_scope', `scope IN ('origin', 'domain', 'source')`)
@Check('hold_kind', `kind IN ('block', 'pause')`)
export class Hold {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'text' })
  scope!: HoldScope;

  @Column({ type: 'text' })
  value!: string;

  @Column({ type: 'text' })
  kind!: HoldKind;

  /** Why, in the operator's words: sellers see it. */
  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  since!: Date;

  /** A pause may end by itself. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  until!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  liftedAt!: Date | null;
}
