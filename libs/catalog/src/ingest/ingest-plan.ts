import { type ChangeRecord } from '../change-log/change-record.js';
import { type ListingRecord } from '../listing/listing-record.js';
import { type OfferRecord } from '../offer/offer-record.js';

/** What a batch will write of one listing. */
export interface ListingWrite {
  readonly listing: ListingRecord;
  readonly offers: readonly OfferRecord[];
  readonly isNew: boolean;
  /** False where only what moves at every probe moved: no change, no new version. */
  readonly changed: boolean;
  readonly at: Date;
  /** Null where a source taught it. */
  readonly probed: { readonly payable: boolean } | null;
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
  readonly pricePoints: readonly PricePointWrite[];
  readonly stateChanges: readonly StateChangeWrite[];
  readonly changes: readonly ChangeRecord[];
  /** Listings whose URLs now lead to another one. */
  readonly merges: readonly { readonly from: string; readonly into: string; readonly at: Date }[];
}
