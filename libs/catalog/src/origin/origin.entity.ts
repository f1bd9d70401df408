import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Scheme, host and port that requests go to: what is leased, rate limited and asked for robots.txt.
 * A worker holds an origin by `leaseToken`; results are stored only while that token still stands.
 */
@Entity()
@Index('origin_due', { synchronize: false })
@Index('origin_domain', ['domain'])
@Index('origin_documents_due', { synchronize: false })
export class Origin {
  @PrimaryColumn({ type: 'text' })
  origin!: string;

  /** Whose it is: the name an owner registered. */
  @Column({ type: 'text' })
  domain!: string;

  /** When the next request to this origin is due; null while nothing is. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  nextRequestAt!: Date | null;

  /** Raised by one with every lease: a fencing token, never reused. */
  @Column({ type: 'bigint', default: 0 })
  leaseToken!: string;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  leasedUntil!: Date | null;

  /** Not before this: the origin's own Retry-After. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  waitUntil!: Date | null;

  /** The request bucket as the last lease holder left it. */
  @Column({ type: 'double precision', nullable: true })
  bucketTokens!: number | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  bucketAt!: Date | null;

  /** The answer to /robots.txt: null where it has not been asked, or allows everything. */
  @Column({ type: 'text', nullable: true })
  robotsText!: string | null;

  /** `rules` (read `robotsText`), `allow-all` (no file), `disallow-all` (server errors: RFC 9309 §2.3.1.4). */
  @Column({ type: 'text', nullable: true })
  robotsKind!: 'rules' | 'allow-all' | 'disallow-all' | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  robotsReadAt!: Date | null;

  /** When its documents are read next; null where nobody waits for them, and nothing is sold here. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  documentsDueAt!: Date | null;

  /** When they were read last, whatever came of it. */
  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  documentsReadAt!: Date | null;
}
