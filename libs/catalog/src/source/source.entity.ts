import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { LeasedRow } from './leased-row.entity.js';

/**
 * Who keeps a source from being pulled. `file`: it was in the file of sources, and is no more. `new`: nobody has
 * enabled it yet.
 */
export type DisabledBy = 'operator' | 'file' | 'new';

/** What the guard doubts: more rows than it believes, or too many fewer. */
export type HeldFor = 'growth' | 'shrink';

/** Who told us: a file import, a registration, a catalogue, a manifest. Those with a next run are pulled by themselves. */
@Entity()
@Check('source_disabled_by', `disabled_by IN ('operator', 'file', 'new')`)
@Check('source_held_for', `held_for IN ('growth', 'shrink')`)
@Index('source_due', ['nextRunAt'], { where: 'next_run_at IS NOT NULL' })
export class Source extends LeasedRow {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastRunAt!: Date | null;

  /** The file of sources names it. */
  @Column({ type: 'boolean', default: false })
  configured!: boolean;

  /** Null where it is enabled. */
  @Column({ type: 'text', nullable: true })
  disabledBy!: DisabledBy | null;

  @Column({ type: 'integer', default: 0 })
  failuresTotal!: number;

  /** Of the last pull, whole or not. */
  @Column({ type: 'integer', nullable: true })
  rowsSeen!: number | null;

  /** Of the last pull: rows that were not kept, for whatever reason. */
  @Column({ type: 'integer', default: 0 })
  rowsRefused!: number;

  /** What the guard measures by: the count it believed last. Null: it believes the next one. */
  @Column({ type: 'integer', nullable: true })
  rowsAccepted!: number | null;

  @Column({ type: 'text', nullable: true })
  heldFor!: HeldFor | null;

  /** The count that is doubted, and how many pulls in a row agreed on it. */
  @Column({ type: 'integer', nullable: true })
  heldRows!: number | null;

  @Column({ type: 'integer', default: 0 })
  heldPulls!: number;

  /** Targets that no other source names; null: what everybody has. */
  @Column({ type: 'integer', nullable: true })
  targetsMax!: number | null;
}
