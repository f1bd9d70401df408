import { type Described } from '../change-log/change-record.js';
import { learned } from '../listing/learned.js';
import { type ListingRecord } from '../listing/listing-record.js';
import { followOffers } from '../offer/follow-offers.js';
import { recordOffers } from '../offer/offer-record.js';
import { isFailure, retryAtOf } from '../state/evidence.js';
import { isInFeed } from '../state/listing-state.js';
import { nextProbeAt } from '../state/next-probe.js';
import { nextStanding } from '../state/next-standing.js';
import { type ListingPlan } from './ingest-plan.js';
import { type KnownListings, ListingPlanner } from './listing-planner.js';
import { type Observed } from './observed.js';

/** What the catalogue knew before the batch. */
export interface KnownForObservations extends KnownListings {
  /** The listing of each target. */
  readonly listingOf: ReadonlyMap<string, ListingRecord>;
  /** Other names of a listing that another target leads: without a schedule, or on trial. */
  readonly aliases: ReadonlySet<string>;
}

export interface TargetProbed {
  readonly targetId: string;
  readonly listingId: string;
  readonly at: Date;
  readonly nextProbeAt: Date | null;
  /** Nobody's request makes us come back before: the endpoint's own word. */
  readonly waitUntil: Date | null;
  /** A good probe: the listing's other targets need no schedule of their own. */
  readonly leads: boolean;
}

/** A listing whose 402 states no template any more: what was folded into it is no part of it. */
export interface TemplateDropped {
  readonly listingId: string;
  /** The one that was probed, and the URL the listing stands for now. */
  readonly targetId: string;
  readonly resource: string;
}

export interface ObservationPlan extends ListingPlan {
  readonly targets: readonly TargetProbed[];
  readonly dropped: readonly TemplateDropped[];
}

/** Decides what a batch of probes means. Pure; one listing may be probed more than once in a batch. */
export function planObservations(batch: readonly Observed[], known: KnownForObservations): ObservationPlan {
  const listings = new ListingPlanner(known);
  const dropped: TemplateDropped[] = [];
  const targets = batch.flatMap((observed) => {
    const { targetId } = observed;
    const stored = known.listingOf.get(targetId);
    if (stored === undefined) return [];
    const before = listings.current(stored);
    const seen = probed(observed, stored.id, known.aliases.has(targetId), before, listings);
    const { resource, content } = listings.current(stored).listing;
    if (before.listing.content.routeTemplate !== null && content.routeTemplate === null)
      dropped.push({ listingId: stored.id, targetId, resource });
    return [seen];
  });
  return { ...listings.result(), targets, dropped };
}

function probed(
  observed: Observed,
  storedId: string,
  isAlias: boolean,
  before: Described,
  listings: ListingPlanner,
): TargetProbed {
  const { targetId, at, evidence } = observed;
  const { mergedInto, standing } = before.listing;
  if (mergedInto !== null) return alias(observed, mergedInto);
  if (isAlias && isFine(before.listing) && evidence.kind !== 'payable') return alias(observed, storedId); // another name fails: that says nothing of the listing
  const reading = observed.reading && listings.apart(observed.reading, observed.url, storedId);
  const lesson = { targetId, at, probed: { payable: evidence.kind === 'payable' } };
  const owner = reading && listings.otherOwner(reading, storedId);
  if (owner !== null) {
    listings.merge(lesson, before, owner);
    return alias(observed, owner);
  }

  const next = nextStanding(standing, evidence, at);
  const offerFacts = before.listing.offerFacts;
  const followed =
    reading === null
      ? { offers: before.offers, facts: offerFacts, hourly: [] }
      : followOffers(
          { offers: before.offers, facts: offerFacts },
          recordOffers(reading.offers, 'PROBED', at),
          at,
        );
  const after = {
    listing: {
      ...(reading === null ? before.listing : learned(before.listing, reading, followed.offers)),
      offerFacts: followed.facts,
      exampleUrl: exampleUrl(before.listing, observed),
      standing: next,
      firstListedAt: before.listing.firstListedAt ?? (isInFeed(next.state) ? at : null),
    },
    offers: followed.offers,
  };
  return targetProbed(observed, listings.write(lesson, before, after, followed.hourly));
}

/** What a probe of a listing means for the target that was asked. */
export const targetProbed = (
  { targetId, evidence, at }: Observed,
  { id, standing }: Pick<ListingRecord, 'id' | 'standing'>,
): TargetProbed => ({
  targetId,
  listingId: id,
  at,
  nextProbeAt: nextProbeAt(standing, evidence, at),
  waitUntil: retryAtOf(evidence),
  leads: evidence.kind === 'payable',
});

/** The target is another name of the listing now, without a schedule of its own. */
const alias = ({ targetId, at }: Observed, listingId: string): TargetProbed => ({
  ...{ targetId, listingId, at },
  nextProbeAt: null,
  waitUntil: null,
  leads: false,
});

/** The first address that worked, until it fails, or until the plain one does: a stranger may have named the first. */
export function exampleUrl(
  before: Pick<ListingRecord, 'exampleUrl'>,
  { reading, evidence, url }: Observed,
): string | null {
  if (reading !== null) return url === reading.resource ? url : (before.exampleUrl ?? url);
  return isFailure(evidence) && before.exampleUrl === url ? null : before.exampleUrl;
}

/** Answers, and needs no help from other names. */
const isFine = ({ standing: { state } }: ListingRecord): boolean =>
  state === 'LISTED' || state === 'STALE' || state === 'FREE';
