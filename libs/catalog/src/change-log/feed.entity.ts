import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One row: the identity of this change feed. Whoever restores a database from a backup must change it: the positions
 * given out since are given out again, and only another identity refuses the cursors that stand at them.
 */
@Entity()
export class Feed {
  @PrimaryColumn({ type: 'text' })
  feedId!: string;

  /** Positions up to here are gone with their month; 0 while none is. */
  @Column({ type: 'bigint', default: 0 })
  droppedTo!: string;
}
