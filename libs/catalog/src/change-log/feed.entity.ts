import { Entity, PrimaryColumn } from 'typeorm';

/** One row: the identity of this change feed. A restored database gets a new one, so that old cursors are refused. */
@Entity()
export class Feed {
  @PrimaryColumn({ type: 'text' })
  feedId!: string;
}
