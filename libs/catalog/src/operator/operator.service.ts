import { AppError, type Clock } from '@bazaar/kernel';
import { type ReasonCode, issue } from '@bazaar/x402';
import { type DataSource, type EntityManager } from 'typeorm';

import { CHANNELS } from '../channels.js';
import { halve } from '../ingest/halve.js';
import { ListingLoadRepository } from '../ingest/listing-load.repository.js';
import { ListingPlanner } from '../ingest/listing-planner.js';
import { ListingWriteRepository, NO_PROBES } from '../ingest/listing-write.repository.js';
import { type ListingRecord } from '../listing/listing-record.js';
import { type ListingState } from '../state/listing-state.js';
import { type Hold, type HoldScope } from './hold.entity.js';
import { HoldRepository } from './hold.repository.js';
import { type NextListings, OperatorRepository } from './operator.repository.js';
import { type Place } from './place.js';

/** Listings a transaction: an operator's command never holds many origins for long. */
const BATCH = 200;
const REASON_CHARS_MAX = 500;

/** What a command did. One bad row never holds up the others: it is left as it was, and named. */
export interface Moved {
  readonly listings: number;
  readonly refused: readonly { readonly listingId: string; readonly error: unknown }[];
}

/** What the operator says of origins, owners and sources, and what that does to listings: kept, undone, in the feed. */
export class OperatorService {
  private readonly holds = new HoldRepository();
  private readonly places = new OperatorRepository();
  private readonly listings = new ListingLoadRepository();
  private readonly writer = new ListingWriteRepository();

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  held(): Promise<Hold[]> {
    return this.holds.standing(this.database, this.clock.now());
  }

  /** Takes the place out of the catalogue until it is released. */
  async block(place: Place<HoldScope>, reason: string): Promise<Moved> {
    await this.put(place, { kind: 'block', reason, until: null });
    return this.each(
      place,
      (next) => this.places.toTakeDown(this.database.manager, next),
      async (manager, ids) => {
        await this.move(manager, ids, takenDown(reason));
        await this.places.unschedule(manager, ids);
      },
    );
  }

  /** Asks nothing there, and leaves what is known as it is. */
  async pause(place: Place<HoldScope>, reason: string, until: Date | null): Promise<void> {
    await this.put(place, { kind: 'pause', reason, until });
  }

  /** Lifts what stands, and puts back what a block took down. Null where nothing stood. */
  async release(place: Place<HoldScope>): Promise<Moved | null> {
    const lifted = await this.holds.lift(this.database.manager, place, this.clock.now());
    if (lifted === null) return null;
    return this.each(
      place,
      (next) => this.places.toPutBack(this.database.manager, next, this.clock.now()),
      async (manager, ids) => {
        await this.move(manager, ids, putBack);
        await this.places.schedule(manager, ids, this.clock.now());
      },
    );
  }

  /** Looks again now, whatever the schedule says. */
  async requeue(place: Place): Promise<Moved> {
    let after = '';
    return this.each(
      place,
      async (next) => {
        const ids = await this.places.toRequeue(this.database.manager, next, after);
        after = ids.at(-1) ?? after;
        return ids;
      },
      async (manager, ids) => {
        await this.places.schedule(manager, ids, this.clock.now());
        await manager.query(`SELECT pg_notify($1, '')`, [CHANNELS.probeWanted]);
      },
    );
  }

  private async put(place: Place<HoldScope>, word: Pick<Hold, 'kind' | 'reason' | 'until'>): Promise<void> {
    const reason = word.reason.trim();
    if (reason === '' || reason.length > REASON_CHARS_MAX)
      throw new AppError('BAD_INPUT', `A reason of 1 to ${REASON_CHARS_MAX} characters: sellers see it.`);
    const hold = { ...place, ...word, reason, since: this.clock.now() };
    await this.database.transaction((manager) => this.holds.put(manager, hold));
  }

  /**
   * Batch after batch, each in a transaction of its own, until none is left: also of those that came meanwhile. A
   * batch that fails is halved until the bad row is alone.
   */
  private async each(
    place: Place,
    find: (next: NextListings) => Promise<string[]>,
    work: (manager: EntityManager, ids: readonly string[]) => Promise<void>,
  ): Promise<Moved> {
    const refused: Moved['refused'][number][] = [];
    const done = async (part: readonly string[]): Promise<true[]> => {
      await this.database.transaction(async (manager) => {
        await this.places.lockOriginsOf(manager, part);
        await work(manager, part);
      });
      return part.map(() => true);
    };
    for (let listings = 0; ;) {
      const except = refused.map(({ listingId }) => listingId);
      const ids = await find({ place, limit: BATCH, except });
      if (ids.length === 0) return { listings, refused };
      const outcomes = await halve<string, boolean>(ids, done, (listingId, error) => {
        refused.push({ listingId, error });
        return false;
      });
      listings += outcomes.filter(Boolean).length;
    }
  }

  private async move(
    manager: EntityManager,
    ids: readonly string[],
    to: (listing: ListingRecord, at: Date) => ListingRecord,
  ): Promise<void> {
    const known = await this.listings.byId(manager, ids);
    const offersOf = await this.listings.offersOf(manager, ids);
    const planner = new ListingPlanner({ offersOf, ownerOf: new Map() });
    const at = this.clock.now();
    for (const stored of known.values()) {
      const before = planner.current(stored);
      planner.write({ targetId: null, at, probed: null }, before, {
        ...before,
        listing: to(before.listing, at),
      });
    }
    const plan = planner.result();
    await this.writer.apply(manager, plan, NO_PROBES);
    await this.writer.appendChanges(manager, plan);
  }
}

const BLOCKED = 'blocked' satisfies ReasonCode;

function moved(listing: ListingRecord, state: ListingState, reason: ReasonCode, since: Date): ListingRecord {
  return { ...listing, standing: { ...listing.standing, state, reason, since } };
}

/** The seller sees the operator's own words. */
const takenDown =
  (reason: string) =>
  (listing: ListingRecord, at: Date): ListingRecord => {
    const issues = [...listing.content.issues, issue(BLOCKED, reason)];
    return { ...moved(listing, 'DELISTED', BLOCKED, at), content: { ...listing.content, issues } };
  };

const putBack = (listing: ListingRecord, at: Date): ListingRecord => {
  const issues = listing.content.issues.filter(({ code }) => code !== BLOCKED);
  return { ...moved(listing, 'PENDING', 'awaiting-probe', at), content: { ...listing.content, issues } };
};
