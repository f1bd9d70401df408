import { type ChangeRecord } from '../change-log/change-record.js';
import { type ListingRecord } from '../listing/listing-record.js';
import { type OfferRecord } from '../offer/offer-record.js';
import { type Standing } from '../state/state-facts.js';

/** A listing whose document is another one: written whole, with a new version. */
export interface ListingWrite {
  readonly listing: ListingRecord;
  readonly offers: readonly OfferRecord[];
  readonly isNew: boolean;
  /** Keys of stored offers that it makes no more. */
  readonly withdrawn: readonly string[];
  readonly at: Date;
  /** Null where a source taught it. */
  readonly probed: Probed | null;
}

export interface Probed {
  readonly payable: boolean;
}

/** A listing of which only that moved which moves at every probe: no change, no new version. */
export interface ListingTouch {
  readonly listing: Pick<ListingRecord, 'id' | 'offerFacts' | 'documentHash'> & {
    readonly standing: Pick<Standing, 'facts'>;
  };
  readonly at: Date;
  readonly probed: Probed;
}

export interface PricePointWrite {
  readonly listingId: string;
  readonly offer: OfferRecord;
  readonly at: Date;
}

export interface StateChangeWrite {
  readonly listing: ListingRecord;
  readonly at: Date;
  /** The target whose probe showed it; null where a source did. */
  readonly targetId: string | null;
  readonly sourceId: string | null;
}

/** Everything one batch does to listings, whoever taught it: written in a few statements, however long. */
export interface ListingPlan {
  readonly listings: readonly ListingWrite[];
  readonly touches: readonly ListingTouch[];
  readonly pricePoints: readonly PricePointWrite[];
  readonly stateChanges: readonly StateChangeWrite[];
  readonly changes: readonly ChangeRecord[];
  /** Listings whose URLs now lead to another one. */
  readonly merges: readonly { readonly from: string; readonly into: string; readonly at: Date }[];
}
