import { JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Target } from '../target/target.entity.js';
import { Source } from './source.entity.js';

/** What is kept once for each target and source that told of it. */
export abstract class TargetOfSource {
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
}
