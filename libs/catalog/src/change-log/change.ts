import { type ListingState } from '../state/listing-state.js';

/**
 * The change log: one row for each change of a listing's document, in commit order. Rows are appended only by
 * `append_changes`, the last statement of a writing transaction, under one advisory lock. Partitioned by the month.
 */
export interface Change {
  readonly position: string;
  readonly listingId: string;
  readonly version: string;
  readonly what: readonly string[];
  readonly state: ListingState;
  readonly reason: string;
  readonly at: Date;
  readonly mergedInto: string | null;
  /** Whether the listing was in the feed's set (LISTED, STALE) before and after. */
  readonly wasInFeed: boolean;
  readonly isInFeed: boolean;
}
