import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Target } from '../target/target.entity.js';
import { Source } from './source.entity.js';

/** What a source said of a target, as it said it. */
@Entity()
export class Claim {
  @PrimaryColumn({ type: 'bigint' })
  targetId!: string;

  @PrimaryColumn({ type: 'text' })
  sourceId!: string;

  @ManyToOne(() => Target, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'target_id' })
  target!: Target;

  @ManyToOne(() => Source, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'source_id' })
  source!: Source;

  /** The source's own words as JSON text: `jsonb` would reorder keys and refuse what sellers really send. */
  @Column({ type: 'text' })
  item!: string;

  @Column({ type: 'bytea' })
  itemHash!: Buffer;

  /** The source's own date, clamped to the time we read it; null where it gave none. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  claimedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3 })
  seenAt!: Date;
}
