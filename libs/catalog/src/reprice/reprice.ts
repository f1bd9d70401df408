/** A listing that may have a price by exchange rates that are not the newest. */
export interface Reprice {
  readonly listingId: string;
  readonly url: string;
}

export type RepriceOutcome = 'changed' | 'unchanged' | 'ingest-refused';
