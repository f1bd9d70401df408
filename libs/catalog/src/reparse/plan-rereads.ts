import { type Described } from '../change-log/change-record.js';
import { type ListingPlan } from '../ingest/ingest-plan.js';
import { ListingPlanner } from '../ingest/listing-planner.js';
import { type KnownForObservations } from '../ingest/plan-observations.js';
import { type KnownTarget } from '../ingest/same-again.js';
import { documentHash, sameHash } from '../listing/document-hash.js';
import { learned } from '../listing/learned.js';
import { type ListingRecord } from '../listing/listing-record.js';
import { rememberOffers } from '../offer/follow-offers.js';
import { type OfferRecord, recordOffers } from '../offer/offer-record.js';
import { isInFeed } from '../state/listing-state.js';
import { rejudgedStanding } from '../state/next-standing.js';
import { type Standing } from '../state/state-facts.js';
import { type Reread, type RereadOutcome } from './reread.js';

export interface KnownForRereads extends KnownForObservations {
  readonly targets: ReadonlyMap<string, KnownTarget>;
}

export interface RereadPlan extends ListingPlan {
  /** Documents are the same, but not what is remembered beside them: nothing to tell anybody. */
  readonly settled: readonly ListingRecord[];
  /** Targets that turned out to lead their listing. */
  readonly leads: readonly { readonly targetId: string; readonly listingId: string }[];
  /** In the order of the batch. */
  readonly outcomes: readonly RereadOutcome[];
}

/**
 * Decides what kept answers mean by now: what probing again would, were they given again. Pure. What may not be moved
 * by an old answer stays: listings that were taken down, and those that no target leads any more.
 */
export function planRereads(batch: readonly Reread[], known: KnownForRereads, at: Date): RereadPlan {
  const plan = new RereadPlanner(known, at);
  const outcomes = batch.map((reread) => plan.add(reread));
  return { ...plan.result(), outcomes };
}

class RereadPlanner {
  private readonly listings: ListingPlanner;
  private readonly settled = new Map<string, ListingRecord>();
  /** By listing: the target that taught it something. */
  private readonly leaders = new Map<string, string>();

  constructor(
    private readonly known: KnownForRereads,
    private readonly at: Date,
  ) {
    this.listings = new ListingPlanner(known);
  }

  add(reread: Reread): RereadOutcome {
    const { targetId } = reread;
    const stored = this.known.listingOf.get(targetId);
    const probedAt = this.known.targets.get(targetId)?.probedAt?.getTime();
    if (stored === undefined || probedAt !== reread.probedAt.getTime()) return 'superseded';
    if (this.known.aliases.has(targetId) || this.leaders.has(stored.id)) return 'superseded';
    const before = this.listings.current(stored);
    if (before.listing.mergedInto !== null) return 'superseded';
    return before.listing.standing.state === 'DELISTED' ? 'unchanged' : this.learn(reread, before);
  }

  result(): Omit<RereadPlan, 'outcomes'> {
    const plan = this.listings.result();
    for (const { listing } of plan.listings) this.settled.delete(listing.id);
    const leads = [...this.leaders].map(([listingId, targetId]) => ({ targetId, listingId }));
    return { ...plan, settled: [...this.settled.values()], leads };
  }

  private learn(reread: Reread, stored: Described): RereadOutcome {
    const { targetId, lastWord } = reread;
    const lesson = { targetId, at: this.at, probed: null };
    // Compared with what is stored, not with its hash: that may be of an older making.
    const before = { ...stored, listing: { ...stored.listing, documentHash: hashOf(stored) } };
    const { id, evidence } = before.listing;
    const isPayable = lastWord?.kind === 'payable';
    // An old challenge that nobody could read when it came, and that is not the last word, teaches nothing now.
    const teaches = isPayable || evidence === 'PROBED' ? reread.reading : null;
    const reading = teaches && this.listings.apart(teaches, reread.url, id);
    const owner = reading && this.listings.otherOwner(reading, id);
    if (owner !== null) {
      this.listings.merge(lesson, before, owner);
      return 'changed';
    }

    const standing = this.standing(reread, before.listing);
    const offers =
      reading === null
        ? before.offers
        : rememberOffers(
            { offers: before.offers, facts: before.listing.offerFacts },
            seenBefore(recordOffers(reading.offers, 'PROBED', reread.seenAt), before.offers),
          );
    const after = this.listings.write(lesson, before, {
      listing: {
        ...(reading === null ? before.listing : learned(before.listing, reading, offers)),
        exampleUrl: before.listing.exampleUrl ?? (isPayable ? reread.url : null),
        standing,
        firstListedAt: before.listing.firstListedAt ?? (isInFeed(standing.state) ? this.at : null),
      },
      offers,
    });
    if (after.version === before.listing.version) {
      if (!isSettled(after, stored.listing)) this.settled.set(id, after);
      return 'unchanged';
    }
    if (isPayable) this.leaders.set(id, targetId);
    return 'changed';
  }

  /** A good answer counts for itself; any other only where no other target was probed since. */
  private standing({ targetId, lastWord, probedAt }: Reread, { standing }: ListingRecord): Standing {
    if (lastWord === null) return standing;
    const isLast = this.known.targets.get(targetId)?.lastProbedAt?.getTime() === probedAt.getTime();
    if (lastWord.kind !== 'payable' && !isLast) return standing;
    return rejudgedStanding(standing, lastWord, { answeredAt: probedAt, at: this.at });
  }
}

const hashOf = ({ listing, offers }: Described): Uint8Array => documentHash(listing, offers);

/** Reading an answer again is not seeing it again. */
function seenBefore(offers: readonly OfferRecord[], before: readonly OfferRecord[]): OfferRecord[] {
  const known = new Map(before.map((offer) => [offer.key, offer]));
  return offers.map((offer) => {
    const was = known.get(offer.key);
    return was?.evidence === 'PROBED' ? { ...offer, seenAt: was.seenAt } : offer;
  });
}

const isSettled = (after: ListingRecord, stored: ListingRecord): boolean =>
  sameHash(after.documentHash, stored.documentHash) &&
  JSON.stringify(after.standing.facts) === JSON.stringify(stored.standing.facts);
