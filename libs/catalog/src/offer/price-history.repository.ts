import { type Page, pageOf } from '@bazaar/kernel';
import { type DataSource } from 'typeorm';

import { fromRow } from '../row.js';
import { type PricePoint } from './price-point.entity.js';

/** What listings cost, and when that changed. */
export class PriceHistoryRepository {
  constructor(private readonly database: DataSource) {}

  /** Newest first, one page for each listing; the cursor is a point's id. Served by price_point_listing. */
  async pages(
    listingIds: readonly string[],
    limit: number,
    beforeId: string | null,
  ): Promise<Page<PricePoint>[]> {
    const rows = await this.database.query<object[]>(
      `SELECT p.* FROM unnest($1::text[]) AS id(listing_id) CROSS JOIN LATERAL (
         SELECT * FROM price_point WHERE price_point.listing_id = id.listing_id
           AND ($2::bigint IS NULL OR (at, id) < (SELECT b.at, b.id FROM price_point b WHERE b.id = $2::bigint))
         ORDER BY at DESC, id DESC LIMIT $3) AS p`,
      [listingIds, beforeId, limit + 1],
    );
    const byListing = new Map<string, PricePoint[]>(listingIds.map((id) => [id, []]));
    for (const row of rows) {
      const point = fromRow<PricePoint>(row);
      byListing.get(point.listingId)?.push(point);
    }
    return listingIds.map((id) => pageOf(byListing.get(id) ?? [], limit, (point) => point.id));
  }
}
