import { type ReasonCode, type ResourceReading, canonicalUrl } from '@bazaar/x402';

import { type ChangeRecord, type Described, describeChange } from '../change-log/change-record.js';
import { documentHash, sameHash } from '../listing/document-hash.js';
import { type ListingKey, keyText } from '../listing/listing-key.js';
import { type ListingRecord } from '../listing/listing-record.js';
import { type OfferRecord, samePoint } from '../offer/offer-record.js';
import {
  type ListingPlan,
  type ListingTouch,
  type ListingWrite,
  type PricePointWrite,
  type Probed,
  type StateChangeWrite,
} from './ingest-plan.js';

/** What the catalogue knew of the listings of a batch: their offers, and who owns which key. */
export interface KnownListings {
  readonly offersOf: ReadonlyMap<string, readonly OfferRecord[]>;
  /** Listing id by key text, for every key a reading of the batch states. */
  readonly ownerOf: ReadonlyMap<string, string>;
}

/** Who has taught something of a listing, and when. */
export interface Lesson {
  /** Null where it is the operator's word. */
  readonly targetId: string | null;
  readonly at: Date;
  /** Null where nobody was asked: a kept answer was read anew. */
  readonly probed: Probed | null;
}

/** A listing as the batch has left it so far. */
interface Taught extends Described {
  readonly changed: boolean;
  readonly at: Date;
  readonly probed: Probed | null;
}

/** What a batch makes of listings, one lesson after the other; a listing may be taught more than once. Pure. */
export class ListingPlanner {
  private readonly taught = new Map<string, Taught>();
  private readonly owners: Map<string, string>;
  private readonly pricePoints: PricePointWrite[] = [];
  private readonly stateChanges: StateChangeWrite[] = [];
  private readonly changes: ChangeRecord[] = [];
  private readonly merges: { from: string; into: string; at: Date }[] = [];

  constructor(private readonly known: KnownListings) {
    this.owners = new Map(known.ownerOf);
  }

  /** A stored listing as the batch has left it so far. */
  current(stored: ListingRecord): Described {
    return {
      listing: this.taught.get(stored.id)?.listing ?? stored,
      offers: this.offersOf(stored.id),
    };
  }

  /** The listing, other than `id`, that already has this key. */
  otherOwner(key: ListingKey, id: string): string | null {
    const owner = this.owners.get(keyText(key));
    return owner === undefined || owner === id ? null : owner;
  }

  /** A template folds instances of one payee only: no tenant of a shared host swallows its neighbours. */
  apart(reading: ResourceReading, url: string, listingId: string): ResourceReading {
    if (reading.routeTemplate === null) return reading;
    const owner = this.otherOwner(reading, listingId);
    if (owner === null || samePayees(this.offersOf(owner), reading.offers)) return reading;
    const concrete = canonicalUrl(url);
    if (!concrete.ok) return reading;
    return { ...reading, resource: concrete.value.resource, routeTemplate: null };
  }

  /** The resource is one we already have: this listing retires into it. */
  merge(lesson: Lesson, before: Described, into: string): void {
    const standing = {
      ...before.listing.standing,
      state: 'RETIRED' as const,
      reason: 'merged' satisfies ReasonCode,
      since: lesson.at,
    };
    this.write(lesson, before, { ...before, listing: { ...before.listing, standing, mergedInto: into } });
    this.merges.push({ from: before.listing.id, into, at: lesson.at });
  }

  /**
   * Gives the listing as it will be written: with a new version where its document is another one than before.
   *
   * @param hourly what an hour that is over had of prices that move
   */
  write(
    { targetId, at, probed }: Lesson,
    before: Described,
    { listing, offers }: Described,
    hourly: readonly Omit<PricePointWrite, 'listingId'>[] = [],
  ): ListingRecord {
    const hash = documentHash(listing, offers);
    const changed = isNewDocument(hash, before);
    const after = {
      ...(changed && probed !== null ? restart(listing) : listing),
      documentHash: hash,
      version: changed ? before.listing.version + 1n : before.listing.version,
    };
    const was = before.listing.standing;
    if (was.state !== after.standing.state || was.reason !== after.standing.reason)
      this.stateChanges.push({ listing: after, at, targetId, sourceId: null });
    if (changed) this.changes.push(describeChange(before, { listing: after, offers }, at));
    this.pricePoints.push(...hourly.map((point) => ({ ...point, listingId: after.id })));
    this.notePrices(after.id, before.offers, offers, at);
    this.owners.set(keyText(after), after.mergedInto ?? after.id);
    if (changed || probed !== null) {
      const changedBefore = this.taught.get(after.id)?.changed === true;
      this.taught.set(after.id, { listing: after, offers, changed: changed || changedBefore, at, probed });
    }
    return after;
  }

  result(): ListingPlan {
    const { pricePoints, stateChanges, changes, merges } = this;
    const listings: ListingWrite[] = [];
    const touches: ListingTouch[] = [];
    for (const { changed, ...lesson } of this.taught.values()) {
      const stored = this.known.offersOf.get(lesson.listing.id) ?? [];
      if (changed) listings.push({ ...lesson, isNew: false, withdrawn: withdrawn(stored, lesson.offers) });
      else if (lesson.probed !== null) touches.push({ ...lesson, probed: lesson.probed });
    }
    return { listings, touches, pricePoints, stateChanges, changes, merges };
  }

  private offersOf(listingId: string): readonly OfferRecord[] {
    return this.taught.get(listingId)?.offers ?? this.known.offersOf.get(listingId) ?? [];
  }

  /** What is only claimed has no price history, and what moves has its own: by the hour. */
  private notePrices(
    listingId: string,
    before: readonly OfferRecord[],
    after: readonly OfferRecord[],
    at: Date,
  ): void {
    const known = new Map(before.filter(isProbed).map((offer) => [offer.key, offer]));
    for (const offer of after.filter(isProbed)) {
      const was = known.get(offer.key);
      const moved = offer.priceKind !== 'DYNAMIC' && was !== undefined && !samePoint(was, offer);
      if (was === undefined || moved || was.payTo !== offer.payTo)
        this.pricePoints.push({ listingId, offer, at });
    }
  }
}

/** What is stored is looked at itself before anybody is told: its hash may be of an older making. */
export const isNewDocument = (hash: Uint8Array, { listing, offers }: Described): boolean =>
  !sameHash(hash, listing.documentHash) && !sameHash(hash, documentHash(listing, offers));

/** Keys of stored offers that are made no more. */
export function withdrawn(stored: readonly OfferRecord[], offers: readonly OfferRecord[]): string[] {
  const made = new Set(offers.map(({ key }) => key));
  return stored.flatMap(({ key }) => (made.has(key) ? [] : [key]));
}

const isProbed = ({ evidence }: OfferRecord): boolean => evidence === 'PROBED';

/** Something changed: the probing interval starts again from its shortest. */
const restart = (listing: ListingRecord): ListingRecord => ({
  ...listing,
  standing: { ...listing.standing, facts: { ...listing.standing.facts, unchanged: 0 } },
});

function samePayees(one: readonly { payTo: string }[], other: readonly { payTo: string }[]): boolean {
  const payees = (offers: readonly { payTo: string }[]): string =>
    JSON.stringify([...new Set(offers.map(({ payTo }) => payTo))].sort());
  return payees(one) === payees(other);
}
