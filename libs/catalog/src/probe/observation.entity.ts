import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * What a probe saw, kept raw, once per answer: a target that says the same again only moves `lastSeenAt`. Newer
 * reading code can be run over these without the network.
 */
@Entity()
@Index('observation_target_fingerprint', ['targetId', 'fingerprint'], { unique: true })
export class Observation {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'bigint' })
  targetId!: string;

  /** Hash of what the answer says, without the values that are new in every answer. */
  @Column({ type: 'bytea' })
  fingerprint!: Buffer;

  @Column({ type: 'timestamptz', precision: 3 })
  firstSeenAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  lastSeenAt!: Date;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text' })
  method!: string;

  @Column({ type: 'smallint' })
  status!: number;

  /** JSON object, names in lower case, without cookies. */
  @Column({ type: 'text' })
  headers!: string;

  @Column({ type: 'bytea' })
  body!: Buffer;
}
