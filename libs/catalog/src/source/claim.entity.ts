import { Column, Entity } from 'typeorm';

import { TargetOfSource } from './target-of-source.entity.js';

/** What a source said of a target, as it said it. */
@Entity()
export class Claim extends TargetOfSource {
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
