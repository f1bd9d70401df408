import { type Rates, priceOffers } from '@bazaar/x402';

import { type Described } from '../change-log/change-record.js';
import { type ListingPlan } from '../ingest/ingest-plan.js';
import { ListingPlanner } from '../ingest/listing-planner.js';
import { type ListingRecord } from '../listing/listing-record.js';
import { withHigh } from '../offer/follow-offers.js';
import { type OfferRecord } from '../offer/offer-record.js';
import { GONE_STATES, type ListingState } from '../state/listing-state.js';
import { type Reprice, type RepriceOutcome } from './reprice.js';

export interface KnownForReprices {
  readonly listings: ReadonlyMap<string, ListingRecord>;
  readonly offersOf: ReadonlyMap<string, readonly OfferRecord[]>;
}

export interface RepricePlan extends ListingPlan {
  /** Offers whose price is what it was, but of another day now: nothing to tell anybody. */
  readonly settled: readonly { readonly listingId: string; readonly offer: OfferRecord }[];
  /** In the order of the batch. */
  readonly outcomes: readonly RepriceOutcome[];
}

/**
 * Decides what rates make of listings that nobody asked anew. Pure. What is charged is what it was: no price point, no
 * state, no probe sooner; only what that is in dollars. What is gone keeps its last price, and its day.
 */
export function planReprices(
  batch: readonly Reprice[],
  known: KnownForReprices,
  rates: Rates,
  at: Date,
): RepricePlan {
  const planner = new ListingPlanner({ offersOf: known.offersOf, ownerOf: new Map() });
  const settled: { listingId: string; offer: OfferRecord }[] = [];
  const outcomes = batch.map(({ listingId }): RepriceOutcome => {
    const listing = known.listings.get(listingId);
    if (listing === undefined || isGone(listing)) return 'unchanged';
    const before = planner.current(listing);
    const offers = repriced(before, rates);
    const after = planner.write({ targetId: null, at, probed: null }, before, { listing, offers });
    if (after.version !== listing.version) return 'changed';
    const moved = offers.filter(({ rateDate }, index) => rateDate !== before.offers[index]?.rateDate);
    settled.push(...moved.map((offer) => ({ listingId, offer })));
    return 'unchanged';
  });
  return { ...planner.result(), settled, outcomes };
}

const isGone = ({ standing: { state } }: ListingRecord): boolean =>
  GONE_STATES.some((gone: ListingState) => gone === state);

const repriced = ({ listing, offers }: Described, rates: Rates): readonly OfferRecord[] =>
  priceOffers(offers, rates).map((offer, index) =>
    offer === offers[index] ? offer : withHigh(offer, listing.offerFacts),
  );
