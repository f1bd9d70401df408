import { Column, Entity, Index } from 'typeorm';

import { TargetOfSource } from './target-of-source.entity.js';

/** A source named a target. */
@Entity()
@Index('sighting_source', ['sourceId'])
export class Sighting extends TargetOfSource {
  @Column({ type: 'timestamptz', precision: 3 })
  firstSeenAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  lastSeenAt!: Date;
}
