import { type ChangeRecord, describeChange } from '../change-log/change-record.js';
import { documentHash } from '../listing/document-hash.js';
import { type ListingKey, keyText, newListingId } from '../listing/listing-key.js';
import {
  type ListingContent,
  type ListingRecord,
  contentOf,
  emptyContent,
} from '../listing/listing-record.js';
import { type OfferRecord, recordOffers } from '../offer/offer-record.js';
import { NO_FACTS, type Standing } from '../state/state-facts.js';
import { type AdmittedTarget } from '../target/admit-target.js';
import { Room, type ListingCount, type ListingQuota } from './listing-quota.js';
import { type ListingPlan, type ListingWrite, type StateChangeWrite } from './ingest-plan.js';
import { isNewDocument, withdrawn } from './listing-planner.js';
import { type KeptOutReason, type Sighted } from './sighted.js';

/** A sighting whose URL was admitted, in the order of the batch; one target is named once a batch. */
export interface AdmittedSighting {
  readonly sighted: Sighted;
  readonly target: AdmittedTarget;
}

/** What the catalogue knew of the batch before it came. */
export interface KnownForSightings {
  /** By targetText: targets that exist, with their listing (null: over quota). */
  readonly targets: ReadonlyMap<string, { readonly id: string; readonly listingId: string | null }>;
  /** Listings of those targets, and all that share a resource with a new one. Merged ones are left out. */
  readonly listings: ReadonlyMap<string, ListingRecord>;
  readonly offersOf: ReadonlyMap<string, readonly OfferRecord[]>;
  /** By key text: where merged listings lead. */
  readonly survivors: ReadonlyMap<string, string>;
  /** How many listings the origins of the batch's domains have. */
  readonly counts: readonly ListingCount[];
  /** Claims that are newer than what the batch says of the same listing: by targetText. */
  readonly outdated: ReadonlySet<string>;
}

export interface TargetSeen {
  readonly sighted: Sighted;
  readonly target: AdmittedTarget;
  /** Null for a new target. */
  readonly targetId: string | null;
  /** Null exactly where it is kept out. */
  readonly listingId: string | null;
  readonly keptOut: KeptOutReason | null;
  /**
   * Whether the target itself is to be probed. `trial`: another one leads to the listing, which is fine; if this one
   * answers it takes over, and if not, that says nothing.
   */
  readonly schedule: 'yes' | 'trial' | 'no';
  /** Its origin is told, which may have nothing else to be asked for. */
  readonly wakes: boolean;
}

export interface SightingPlan extends ListingPlan {
  readonly targets: readonly TargetSeen[];
}

export const targetText = (target: { url: string; method: string | null; toolName: string | null }): string =>
  JSON.stringify([target.url, target.method, target.toolName]);

/** Decides what a batch of sightings means: which targets are new, where they lead, what may be claimed. Pure. */
export function planSightings(
  batch: readonly AdmittedSighting[],
  known: KnownForSightings,
  options: {
    now: Date;
    quota: ListingQuota;
    /** The operator's word about the place. */
    isBlocked: (target: AdmittedTarget) => boolean;
    newId?: (origin: string) => string;
  },
): SightingPlan {
  const newId = options.newId ?? ((origin: string) => newListingId(origin));
  const byKey = new Map<string, ListingRecord>();
  const byResource = new Map<string, ListingRecord[]>();
  for (const listing of known.listings.values()) index(listing, byKey, byResource);
  const room = new Room(options.quota, known.counts);
  const writes = new Map<string, ListingWrite>();
  const changes: ChangeRecord[] = [];
  const stateChanges: StateChangeWrite[] = [];
  const targets: TargetSeen[] = [];

  for (const { sighted, target } of batch) {
    const old = known.targets.get(targetText(target));
    const led = old?.listingId == null ? null : (known.listings.get(old.listingId) ?? null);
    const found =
      led ??
      byKey.get(keyText(target.key)) ??
      sameResource(target.key, byResource) ??
      survivor(target.key, known);
    const keptOut =
      found !== null ? null : options.isBlocked(target) ? 'blocked' : room.take(target) ? null : 'quota';
    if (keptOut !== null) {
      targets.push({
        ...{ sighted, target, targetId: old?.id ?? null, listingId: null, keptOut },
        ...{ schedule: 'no', wakes: false },
      });
      continue;
    }

    const write =
      found === null
        ? create(sighted, target, newId(target.origin), options.now)
        : claim(found, sighted, target, known, writes, options.now);
    if (write !== null) {
      const before = write.isNew
        ? null
        : { listing: found ?? write.listing, offers: known.offersOf.get(write.listing.id) ?? [] };
      writes.set(write.listing.id, write);
      changes.push(describeChange(before, write, options.now));
      if (write.isNew) {
        stateChanges.push({
          listing: write.listing,
          at: options.now,
          targetId: null,
          sourceId: sighted.source.id,
        });
        index(write.listing, byKey, byResource);
      }
    }
    const listing = write?.listing ?? found;
    if (listing === null) continue;
    const isNews = old === undefined || sighted.probeNow;
    targets.push({
      sighted,
      target,
      targetId: old?.id ?? null,
      listingId: listing.id,
      keptOut: null,
      schedule: target.reachable ? scheduleOf(listing, target, isNews) : 'no',
      // What is retired has no schedule: to be named again is all that brings it back.
      wakes: isNews || listing.standing.state === 'RETIRED',
    });
  }
  const listings = [...writes.values()];
  return { listings, touches: [], targets, pricePoints: [], stateChanges, changes, merges: [] };
}

/**
 * A listing that is fine is probed by the target that found it; one that is not takes any help. The plain URL is tried
 * where a stranger's spelling leads, or where what leads begins to fail.
 */
function scheduleOf(
  { standing: { state }, exampleUrl, resource }: ListingRecord,
  { url }: AdmittedTarget,
  isNews: boolean,
): TargetSeen['schedule'] {
  if (state === 'DELISTED') return 'no';
  if (state !== 'LISTED' && state !== 'STALE' && state !== 'FREE') return 'yes';
  const helps = url === resource && (state === 'STALE' || exampleUrl !== url);
  return helps && isNews ? 'trial' : 'no';
}

function index(
  listing: ListingRecord,
  byKey: Map<string, ListingRecord>,
  byResource: Map<string, ListingRecord[]>,
): void {
  byKey.set(keyText(listing), listing);
  byResource.set(listing.resource, [...(byResource.get(listing.resource) ?? []), listing]);
}

/** A source that names no method means whatever listing the resource has: the GET one first. */
function sameResource(
  key: ListingKey,
  byResource: ReadonlyMap<string, readonly ListingRecord[]>,
): ListingRecord | null {
  if (key.method !== null) return null;
  const same = (byResource.get(key.resource) ?? []).filter((listing) => listing.toolName === key.toolName);
  return same.find((listing) => listing.method === 'GET') ?? same[0] ?? null;
}

/** A URL whose listing was merged leads to the listing that took it in. */
function survivor(key: ListingKey, known: KnownForSightings): ListingRecord | null {
  const id = known.survivors.get(keyText(key));
  return id === undefined ? null : (known.listings.get(id) ?? null);
}

function create(sighted: Sighted, target: AdmittedTarget, id: string, now: Date): ListingWrite {
  const claimed = claimedContent(sighted, target, now);
  const standing: Standing = target.reachable
    ? { state: 'PENDING', reason: 'awaiting-probe', since: now, facts: NO_FACTS }
    : { state: 'REFUSED', reason: 'mcp-unreachable', since: now, facts: NO_FACTS };
  const record = {
    ...target.key,
    id,
    origin: target.origin,
    standing,
    mergedInto: null,
    evidence: 'CLAIMED' as const,
    exampleUrl: null,
    firstListedAt: null,
    offerFacts: {},
    content: claimed.content,
  };
  const listing = { ...record, version: 1n, documentHash: documentHash(record, claimed.offers) };
  return { listing, offers: claimed.offers, isNew: true, withdrawn: [], at: now, probed: null };
}

/** A newer claim replaces an older one, and never what a probe has shown. */
function claim(
  found: ListingRecord,
  sighted: Sighted,
  target: AdmittedTarget,
  known: KnownForSightings,
  writes: ReadonlyMap<string, ListingWrite>,
  now: Date,
): ListingWrite | null {
  const pending = writes.get(found.id);
  if (found.evidence === 'PROBED' || pending !== undefined) return null;
  if (sighted.claim?.reading == null || known.outdated.has(targetText(target))) return null;
  const { content, offers } = claimedContent(sighted, target, now);
  const record = { ...found, content };
  const hash = documentHash(record, offers);
  const before = { listing: found, offers: known.offersOf.get(found.id) ?? [] };
  if (!isNewDocument(hash, before)) return null;
  const listing = { ...record, documentHash: hash, version: found.version + 1n };
  const gone = withdrawn(before.offers, offers);
  return { listing, offers, isNew: false, withdrawn: gone, at: now, probed: null };
}

function claimedContent(
  sighted: Sighted,
  target: AdmittedTarget,
  now: Date,
): { content: ListingContent; offers: OfferRecord[] } {
  const { reading = null, issues = [] } = sighted.claim ?? {};
  if (reading === null) return { content: { ...emptyContent(sighted.type, target.key), issues }, offers: [] };
  // A claimed template is not believed before the endpoint's own 402 states it.
  return {
    content: { ...contentOf(reading), routeTemplate: null },
    offers: recordOffers(reading.offers, 'CLAIMED', now),
  };
}
