import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who told us: a file import, a registration, later a catalogue or a manifest. */
@Entity()
export class Source {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastRunAt!: Date | null;
}
