import { halve } from '@bazaar/catalog';

import { Gathering } from '../gathering.js';
import { type DueTarget, type Lease, type LeaseEnd } from './lease.js';
import { type DueQuestion, type EndedLease, type LeaseRepository } from './lease.repository.js';

/** Visits begin together, as their origins were leased: one statement for all of them. */
const ASKED = { enough: 64, most: 64, waitMs: 2, batchesMax: 2 };
/** A place that is free for so long, while others come free, is filled with them. */
const ENDED = { enough: 64, most: 64, waitMs: 20, batchesMax: 2 };

/** What the holders of single leases ask of the database and tell it, gathered into statements for many. */
export class LeaseDesk {
  private readonly asked: Gathering<DueQuestion, DueTarget[]>;
  private readonly ended: Gathering<EndedLease, boolean | Error>;

  constructor(private readonly leases: LeaseRepository) {
    this.asked = new Gathering((questions) => leases.dueTargets(questions), ASKED);
    this.ended = new Gathering(
      (ended) =>
        halve<EndedLease, boolean | Error>(
          ended,
          (part) => leases.release(part),
          (_one, error) => asError(error),
        ),
      ENDED,
    );
  }

  /** At most so many, those of which the holder knows already left out. */
  dueTargets(lease: Lease, limit: number, without: readonly string[]): Promise<DueTarget[]> {
    return this.asked.add({ lease, limit, without });
  }

  /** Gives whether something is due there right away. Where what an origin said cannot be stored, that concerns it alone. */
  async release(lease: Lease, end: LeaseEnd): Promise<boolean> {
    const outcome = await this.ended.add({ lease, end });
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }

  postpone(lease: Lease, targetId: string, until: Date): Promise<void> {
    return this.leases.postpone(lease, targetId, until);
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
