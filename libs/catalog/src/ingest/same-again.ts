import { documentHash, sameHash } from '../listing/document-hash.js';
import { told } from '../listing/learned.js';
import { type ListingRecord } from '../listing/listing-record.js';
import { followOffers } from '../offer/follow-offers.js';
import { recordOffers } from '../offer/offer-record.js';
import { nextStanding } from '../state/next-standing.js';
import { type ListingTouch } from './ingest-plan.js';
import { type Observed } from './observed.js';
import { type TargetProbed, exampleUrl, targetProbed } from './plan-observations.js';

/** As much of a listing as tells whether a probe shows what is known: nothing that is wide, and no offers. */
export type ListingGlance = Pick<
  ListingRecord,
  | 'id'
  | 'resource'
  | 'origin'
  | 'mergedInto'
  | 'evidence'
  | 'exampleUrl'
  | 'standing'
  | 'offerFacts'
  | 'documentHash'
>;

/** A target, and its listing at a glance. */
export interface KnownTarget {
  readonly listing: ListingGlance;
  /** Another name of a listing that another target leads: without a schedule, or on trial. */
  readonly isAlias: boolean;
  /** Its last probe that was stored. One that is not later has been stored already. */
  readonly probedAt: Date | null;
  /** The last probe of any of the listing's targets, and the share of 30 days as of then. */
  readonly lastProbedAt: Date | null;
  readonly uptime: number | null;
}

export interface SortedOut {
  /** Probes that showed what is known already, and what moves all the same. */
  readonly same: readonly Observed[];
  readonly touches: readonly ListingTouch[];
  readonly targets: readonly TargetProbed[];
  /** What must be looked at beside all that is known. */
  readonly others: readonly Observed[];
}

/** Sorts out the probes that showed nothing new. What a batch says more than once of a listing is left to be planned in its order. */
export function sortOut(batch: readonly Observed[], known: ReadonlyMap<string, KnownTarget>): SortedOut {
  const times = new Map<string, number>();
  for (const { targetId } of batch) {
    const id = known.get(targetId)?.listing.id;
    if (id !== undefined) times.set(id, (times.get(id) ?? 0) + 1);
  }
  const same: Observed[] = [];
  const touches: ListingTouch[] = [];
  const targets: TargetProbed[] = [];
  const others: Observed[] = [];
  for (const observed of batch) {
    const target = known.get(observed.targetId);
    const isAlone = target !== undefined && times.get(target.listing.id) === 1;
    const touch = isAlone ? sameAgain(observed, target) : null;
    if (touch === null) {
      others.push(observed);
      continue;
    }
    same.push(observed);
    touches.push(touch);
    targets.push(targetProbed(observed, touch.listing));
  }
  return { same, touches, targets, others };
}

interface SameAgain extends ListingTouch {
  readonly listing: ListingGlance;
}

/**
 * What a probe moves of a listing whose document it leaves as it is; null where it may say anything new. Pure.
 *
 * The document is made as if all offers were known as they were just read. If its hash is the stored one, the stored
 * offers say the same in all that is followed, so that they were; and the listing has the key that was read, so that
 * nobody else has. `planObservations` then says the same, having loaded it all.
 */
function sameAgain(observed: Observed, { listing, isAlias }: KnownTarget): SameAgain | null {
  const { reading, evidence, at } = observed;
  const isPayable = evidence.kind === 'payable';
  if (listing.mergedInto !== null || (isAlias && !isPayable)) return null;
  const standing = nextStanding(listing.standing, evidence, at);
  if (standing.state !== listing.standing.state || standing.reason !== listing.standing.reason) return null;
  if (exampleUrl(listing, observed) !== listing.exampleUrl) return null;
  const probed = { payable: isPayable };
  if (reading === null) return { listing: { ...listing, standing }, at, probed };

  if (listing.evidence !== 'PROBED' || listing.resource !== reading.resource) return null;
  const seen = recordOffers(reading.offers, 'PROBED', at);
  const { offers, facts, hourly } = followOffers({ offers: seen, facts: listing.offerFacts }, seen, at);
  const after = { ...listing, ...told(listing, reading, offers) };
  if (hourly.length > 0 || !sameHash(documentHash(after, offers), listing.documentHash)) return null;
  return { listing: { ...listing, standing, offerFacts: facts }, at, probed };
}
