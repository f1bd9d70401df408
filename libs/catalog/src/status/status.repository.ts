import { type DataSource } from 'typeorm';

import { type ListingSummary, summaryColumns } from '../listing/listing-summary.repository.js';
import { fromRow } from '../row.js';
import { type StateChangeView } from './listing-status.js';

/** Listings as a seller sees them: what was named, what happened, what comes next. */
export class StatusRepository {
  constructor(private readonly database: DataSource) {}

  /** Listings and refused targets the URL was named by, as it was written. Served by target_key. */
  async byWrittenUrl(
    url: string,
  ): Promise<{ listing: ListingSummary | null; refusedReason: string | null }[]> {
    const rows = await this.database.query<(object & { refused_reason: string | null })[]>(
      `SELECT DISTINCT ON (l.id) ${summaryColumns('l')}, t.refused_reason
       FROM target t LEFT JOIN listing l ON l.id = t.listing_id WHERE t.url = $1 ORDER BY l.id`,
      [url],
    );
    return rows.map(({ refused_reason, ...row }) => ({
      // A target has a listing, or a reason to have none: never both (target_refused_or_listed).
      listing: refused_reason === null ? fromRow<ListingSummary>(row) : null,
      refusedReason: refused_reason,
    }));
  }

  /** Newest first, one page for each listing. Keyset by id; served by state_change_listing. */
  async timelines(
    listingIds: readonly string[],
    limit: number,
    beforeId: string | null,
  ): Promise<StateChangeView[][]> {
    const rows = await this.database.query<object[]>(
      `SELECT s.* FROM unnest($1::text[]) AS id(listing_id) CROSS JOIN LATERAL (
         SELECT id, listing_id, at, state, reason, source_id, probe_id FROM state_change
         WHERE state_change.listing_id = id.listing_id AND ($2::bigint IS NULL OR id < $2::bigint)
         ORDER BY id DESC LIMIT $3) AS s`,
      [listingIds, beforeId, limit],
    );
    const byListing = new Map<string, StateChangeView[]>(listingIds.map((id) => [id, []]));
    for (const row of rows) {
      const { listingId, ...change } = fromRow<StateChangeView & { listingId: string }>(row);
      byListing.get(listingId)?.push(change);
    }
    return listingIds.map((id) => byListing.get(id) ?? []);
  }

  /** When each listing is looked at next; null where nothing is planned. Served by target_listing. */
  async nextProbes(listingIds: readonly string[]): Promise<(Date | null)[]> {
    const rows = await this.database.query<{ listing_id: string; at: Date | null }[]>(
      'SELECT listing_id, min(next_probe_at) AS at FROM target WHERE listing_id = ANY ($1) GROUP BY listing_id',
      [listingIds],
    );
    const byListing = new Map(rows.map((row) => [row.listing_id, row.at]));
    return listingIds.map((id) => byListing.get(id) ?? null);
  }
}
