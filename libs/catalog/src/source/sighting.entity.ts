import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Target } from '../target/target.entity.js';
import { Source } from './source.entity.js';

/** A source named a target. */
@Entity()
@Index('sighting_source', ['sourceId'])
export class Sighting {
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

  @Column({ type: 'timestamptz', precision: 3 })
  firstSeenAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  lastSeenAt!: Date;
}
