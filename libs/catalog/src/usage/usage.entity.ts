import { Column, Entity } from 'typeorm';

import { TargetOfSource } from '../source/target-of-source.entity.js';

/** Counters of a target as a source reports them. They move all the time, and are no part of the document. */
@Entity()
export class Usage extends TargetOfSource {
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
