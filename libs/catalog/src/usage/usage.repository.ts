import { type DataSource } from 'typeorm';

import { fromRow } from '../row.js';

/** Counters of a listing as one source reports them. */
export interface ListingUsage {
  readonly sourceId: string;
  readonly counts: string;
  readonly calls30d: number | null;
  readonly payers30d: number | null;
  readonly lastCalledAt: Date | null;
  readonly asOf: Date;
}

/** Reads what sources count. */
export class UsageRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * By listing, in the order asked; the most calls first. Of several targets of a listing the one with the most counts:
   * a source may name one endpoint twice, and counts it once. Served by target_listing and usage_pkey.
   */
  async of(listingIds: readonly string[]): Promise<ListingUsage[][]> {
    const rows = await this.database.query<object[]>(
      `SELECT DISTINCT ON (t.listing_id, u.source_id) t.listing_id, u.source_id, u.counts, u.calls30d, u.payers30d,
         u.last_called_at, u.as_of
       FROM target t JOIN "usage" u ON u.target_id = t.id WHERE t.listing_id = ANY ($1)
       ORDER BY t.listing_id, u.source_id, u.calls30d DESC NULLS LAST, u.target_id`,
      [listingIds],
    );
    const found = new Map<string, ListingUsage[]>(listingIds.map((id) => [id, []]));
    for (const row of rows) {
      const { listingId, ...usage } = fromRow<ListingUsage & { listingId: string }>(row);
      found.get(listingId)?.push(usage);
    }
    return listingIds.map((id) => (found.get(id) ?? []).sort(byCalls));
  }
}

const byCalls = (one: ListingUsage, other: ListingUsage): number =>
  (other.calls30d ?? -1) - (one.calls30d ?? -1);
