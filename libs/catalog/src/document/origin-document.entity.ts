import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';

import { Origin } from '../origin/origin.entity.js';
import { type DocumentKind, type DocumentVia } from './document-seen.js';

/** One of an origin's own documents: when it was read last, and what came of it. What it says of URLs stands beside. */
@Entity()
export class OriginDocument {
  @PrimaryColumn({ type: 'text' })
  origin!: string;

  /** As it was asked; of DNS records `dns:_x402.example.com?type=TXT`. */
  @PrimaryColumn({ type: 'text' })
  url!: string;

  @ManyToOne(() => Origin, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'origin' })
  originRow!: Origin;

  @Column({ type: 'text' })
  kind!: DocumentKind;

  @Column({ type: 'text' })
  via!: DocumentVia;

  /** It was read, or is not there. */
  @Column({ type: 'boolean' })
  ok!: boolean;

  /** Endpoints and tools of its own domain that it names as paid. */
  @Column({ type: 'integer' })
  found!: number;

  /** A code of the reason table. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  /** It asks that nothing of its origin is listed. Stands until the document is read without that word. */
  @Column({ type: 'boolean', default: false })
  optedOut!: boolean;

  /** As written, not verified. */
  @Column({ type: 'text', array: true, default: '{}' })
  ownershipProofs!: string[];

  /** Of all that it says: what is the same is not written again. Null where it was never read, or is gone. */
  @Column({ type: 'bytea', nullable: true })
  saidHash!: Buffer | null;

  @Column({ type: 'timestamptz', precision: 3 })
  readAt!: Date;
}
