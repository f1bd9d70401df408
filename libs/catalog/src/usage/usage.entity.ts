import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Source } from '../source/source.entity.js';
import { Target } from '../target/target.entity.js';

/** Counters of a target as a source reports them. They move all the time, and are no part of the document. */
@Entity()
export class Usage {
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

  /** What the counters count, in words. */
  @Column({ type: 'text' })
  counts!: string;

  @Column({ type: 'integer', nullable: true })
  calls30d!: number | null;

  @Column({ type: 'integer', nullable: true })
  payers30d!: number | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastCalledAt!: Date | null;

  /** When the source said so last. */
  @Column({ type: 'timestamptz', precision: 3 })
  asOf!: Date;
}
