import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * What a probe saw, kept raw, once per fingerprint: of the answers that say the same, the latest that taught something,
 * with when and how the last of them was asked for. Holds all that is needed to judge it, so that newer code can do so
 * without the network.
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

  /** That was asked. */
  @Column({ type: 'text' })
  url!: string;

  /** That was answered; null where a redirect may have changed it. */
  @Column({ type: 'text', nullable: true })
  method!: string | null;

  @Column({ type: 'smallint' })
  status!: number;

  /** JSON object, names in lower case, without cookies. */
  @Column({ type: 'text' })
  headers!: string;

  /** Whole where it may be a challenge; of any other answer only the head. */
  @Column({ type: 'bytea' })
  body!: Buffer;

  /** Where, on its own origin, the endpoint has moved for good. */
  @Column({ type: 'text', nullable: true })
  movedTo!: string | null;

  /** JSON list: the other requests of the probe, each with method, status and ms. Null where there was none. */
  @Column({ type: 'text', nullable: true })
  beside!: string | null;
}
