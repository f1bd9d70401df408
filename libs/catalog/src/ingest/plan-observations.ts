import { type ReasonCode, canonicalUrl } from '@bazaar/x402';

import { describeChange } from '../change-log/change-record.js';
import { documentHash } from '../listing/document-hash.js';
import { keyText } from '../listing/listing-key.js';
import { type ListingRecord, contentOf } from '../listing/listing-record.js';
import { type OfferRecord, recordOffers, samePrice } from '../offer/offer-record.js';
import { isFailure } from '../state/evidence.js';
import { isInFeed } from '../state/listing-state.js';
import { nextProbeAt } from '../state/next-probe.js';
import { nextStanding } from '../state/next-standing.js';
import {
  type ListingPlan,
  type ListingWrite,
  type PricePointWrite,
  type StateChangeWrite,
} from './ingest-plan.js';
import { type Observed } from './observed.js';

/** What the catalogue knew before the batch: the listing of each target, its offers, and who owns which key. */
export interface KnownForObservations {
  readonly listingOf: ReadonlyMap<string, ListingRecord>;
  readonly offersOf: ReadonlyMap<string, readonly OfferRecord[]>;
  /** Targets without a schedule of their own: other names of a listing that another target leads. */
  readonly aliases: ReadonlySet<string>;
  /** Listing id by key text, for every key a reading of the batch states. */
  readonly ownerOf: ReadonlyMap<string, string>;
}

export interface TargetProbed {
  readonly targetId: string;
  readonly listingId: string;
  readonly at: Date;
  readonly nextProbeAt: Date | null;
  /** A good probe: the listing's other targets need no schedule of their own. */
  readonly leads: boolean;
}

export interface ObservationPlan extends ListingPlan {
  readonly targets: readonly TargetProbed[];
}

/** Decides what a batch of probes means. Pure; one listing may be probed more than once in a batch. */
export function planObservations(batch: readonly Observed[], known: KnownForObservations): ObservationPlan {
  const plan = new Planner(known);
  for (const observed of batch) plan.add(observed);
  return plan.result();
}

class Planner {
  private readonly writes = new Map<string, ListingWrite>();
  private readonly owners: Map<string, string>;
  private readonly targets: TargetProbed[] = [];
  private readonly pricePoints: PricePointWrite[] = [];
  private readonly stateChanges: StateChangeWrite[] = [];
  private readonly changes: ReturnType<typeof describeChange>[] = [];
  private readonly merges: { from: string; into: string; at: Date }[] = [];

  constructor(private readonly known: KnownForObservations) {
    this.owners = new Map(known.ownerOf);
  }

  add(observed: Observed): void {
    const stored = this.known.listingOf.get(observed.targetId);
    if (stored === undefined) return;
    const before = this.writes.get(stored.id)?.listing ?? stored;
    if (before.mergedInto !== null) {
      this.lead(observed, before.mergedInto);
      return;
    }
    const offersBefore = this.writes.get(stored.id)?.offers ?? this.known.offersOf.get(stored.id) ?? [];
    if (this.known.aliases.has(observed.targetId) && isFine(before) && observed.evidence.kind !== 'payable') {
      this.lead(observed, before.id); // another name fails: that says nothing of the listing
      return;
    }
    observed = this.apart(observed, stored.id);
    const owner = observed.reading === null ? undefined : this.owners.get(keyText(observed.reading));
    if (owner !== undefined && owner !== stored.id) {
      this.merge(observed, before, offersBefore, owner);
      return;
    }

    const standing = nextStanding(before.standing, observed.evidence, observed.at);
    const offers =
      observed.reading === null ? offersBefore : recordOffers(observed.reading.offers, 'PROBED', observed.at);
    const after = {
      ...before,
      ...learned(before, observed),
      standing,
      firstListedAt: before.firstListedAt ?? (isInFeed(standing.state) ? observed.at : null),
    };
    if (observed.reading !== null) this.owners.set(keyText(after), after.id);
    const listing = this.write(observed, before, offersBefore, after, offers);

    if (observed.reading !== null) this.notePrices(listing.id, offersBefore, offers, observed.at);
    this.targets.push({
      targetId: observed.targetId,
      listingId: listing.id,
      at: observed.at,
      nextProbeAt: nextProbeAt(listing.standing, observed.evidence, observed.at),
      leads: observed.evidence.kind === 'payable',
    });
  }

  /** A template folds instances of one payee only: no tenant of a shared host swallows its neighbours. */
  private apart(observed: Observed, storedId: string): Observed {
    const { reading } = observed;
    const owner = reading?.routeTemplate == null ? undefined : this.owners.get(keyText(reading));
    if (reading === null || owner === undefined || owner === storedId) return observed;
    const theirs = this.writes.get(owner)?.offers ?? this.known.offersOf.get(owner) ?? [];
    if (samePayees(theirs, reading.offers)) return observed;
    const concrete = canonicalUrl(observed.url);
    if (!concrete.ok) return observed;
    return { ...observed, reading: { ...reading, resource: concrete.value.resource, routeTemplate: null } };
  }

  /** The resource is one we already have: this listing retires into it, and the target leads there from now on. */
  private merge(
    observed: Observed,
    before: ListingRecord,
    offers: readonly OfferRecord[],
    into: string,
  ): void {
    const standing = {
      ...before.standing,
      state: 'RETIRED' as const,
      reason: 'merged' satisfies ReasonCode,
      since: observed.at,
    };
    this.write(observed, before, offers, { ...before, standing, mergedInto: into }, offers);
    this.merges.push({ from: before.id, into, at: observed.at });
    this.lead(observed, into);
  }

  /** The target is another name of the listing now: an alias, without a schedule of its own. */
  private lead({ targetId, at }: Observed, listingId: string): void {
    this.targets.push({ targetId, listingId, at, nextProbeAt: null, leads: false });
  }

  private write(
    observed: Observed,
    before: ListingRecord,
    offersBefore: readonly OfferRecord[],
    after: ListingRecord,
    offers: readonly OfferRecord[],
  ): ListingRecord {
    const hash = documentHash(after, offers);
    const changed = Buffer.compare(hash, before.documentHash) !== 0;
    const listing = changed ? restart({ ...after, documentHash: hash, version: before.version + 1n }) : after;
    const moved =
      before.standing.state !== listing.standing.state || before.standing.reason !== listing.standing.reason;
    if (moved)
      this.stateChanges.push({ listing, at: observed.at, targetId: observed.targetId, sourceId: null });
    if (changed) {
      this.changes.push(
        describeChange({ listing: before, offers: offersBefore }, { listing, offers }, observed.at),
      );
    }
    this.writes.set(listing.id, {
      listing,
      offers,
      isNew: false,
      changed: changed || this.writes.get(listing.id)?.changed === true,
      at: observed.at,
      probed: { payable: observed.evidence.kind === 'payable' },
    });
    return listing;
  }

  private notePrices(
    listingId: string,
    before: readonly OfferRecord[],
    after: readonly OfferRecord[],
    at: Date,
  ): void {
    const known = new Map(
      before.filter((offer) => offer.evidence === 'PROBED').map((offer) => [offer.key, offer]),
    );
    for (const offer of after) {
      const was = known.get(offer.key);
      if (was === undefined || !samePrice(was, offer) || was.payTo !== offer.payTo) {
        this.pricePoints.push({ listingId, offer, at });
      }
    }
  }

  result(): ObservationPlan {
    const { targets, pricePoints, stateChanges, changes, merges } = this;
    return { listings: [...this.writes.values()], targets, pricePoints, stateChanges, changes, merges };
  }
}

/**
 * What a probe teaches: a good one the key, the content, and an address that works; any other only that the example no
 * longer does. A listing keeps all else it has.
 */
function learned(before: ListingRecord, { reading, evidence, url }: Observed): Partial<ListingRecord> {
  if (reading === null) return isFailure(evidence) && before.exampleUrl === url ? { exampleUrl: null } : {};
  return {
    resource: reading.resource,
    method: reading.method,
    toolName: reading.toolName,
    origin: canonicalOrigin(reading.resource) ?? before.origin,
    evidence: 'PROBED',
    exampleUrl: before.exampleUrl ?? url,
    content: contentOf(reading),
  };
}

/** An https endpoint that answers over plain http only is listed under that origin. */
function canonicalOrigin(resource: string): string | null {
  const canonical = canonicalUrl(resource);
  return canonical.ok ? canonical.value.origin : null;
}

/** Something changed: the probing interval starts again from its shortest. */
const restart = (listing: ListingRecord): ListingRecord => ({
  ...listing,
  standing: { ...listing.standing, facts: { ...listing.standing.facts, unchanged: 0 } },
});

/** Answers, and needs no help from other names. */
const isFine = ({ standing: { state } }: ListingRecord): boolean =>
  state === 'LISTED' || state === 'STALE' || state === 'FREE';

function samePayees(one: readonly { payTo: string }[], other: readonly { payTo: string }[]): boolean {
  const payees = (offers: readonly { payTo: string }[]): string =>
    JSON.stringify([...new Set(offers.map(({ payTo }) => payTo))].sort());
  return payees(one) === payees(other);
}
