import { Check, Column, Entity, Index, ManyToOne, JoinColumn, PrimaryGeneratedColumn } from 'typeorm';

import { Listing } from '../listing/listing.entity.js';
import { Origin } from '../origin/origin.entity.js';

/**
 * What a source named: the URL as written, a method or none, a tool or none. Sightings, claims and the schedule hang
 * on targets; state and timeline on the listing a target leads to.
 */
@Entity()
@Index('target_key', { synchronize: false })
@Index('target_due', { synchronize: false })
@Index('target_requested', { synchronize: false })
@Index('target_refused', { synchronize: false })
@Index('target_listing', ['listingId'])
@Check('target_refused_or_listed', `(listing_id IS NULL) = (refused_reason IS NOT NULL)`)
export class Target {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text', nullable: true })
  method!: string | null;

  @Column({ type: 'text', nullable: true })
  toolName!: string | null;

  /** Who is asked, in canonical form: an http URL on port 80 counts to its https origin, which is tried first. */
  @Column({ type: 'text' })
  origin!: string;

  @ManyToOne(() => Origin, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'origin' })
  originRow!: Origin;

  /** Null only where the target was refused at the door, such as over quota. */
  @Column({ type: 'text', nullable: true })
  listingId!: string | null;

  @ManyToOne(() => Listing, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'listing_id' })
  listing!: Listing | null;

  @Column({ type: 'text', nullable: true })
  refusedReason!: string | null;

  /** Null: not scheduled, since another target of the same listing is. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  nextProbeAt!: Date | null;

  /** Scheduled once though another target leads to the listing: if it answers it takes over, else nothing is said. */
  @Column({ type: 'boolean', default: false })
  onTrial!: boolean;

  /** Not before this, whoever asks: the endpoint's own Retry-After. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  waitUntil!: Date | null;

  /** Somebody waits for a probe since then; taken before all that is merely due. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  requestedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  probedAt!: Date | null;

  /** The registrant's own example, kept until the next probe: query values for a GET. JSON text. */
  @Column({ type: 'text', nullable: true })
  example!: string | null;
}
