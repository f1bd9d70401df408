import { type DataSource } from 'typeorm';

import { fromRow } from '../row.js';

/** What probes showed lately. */
export interface Health {
  /** Share of the answers that could be paid, 0 to 1; null where there was none to judge. */
  readonly uptime: number | null;
  readonly probes: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

const NONE: Health = { uptime: null, probes: 0, p50Ms: null, p95Ms: null };

/** Health of listings, counted from their probes. */
export class HealthRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * In the order asked. "Come back later" is neither up nor down: it counts as a probe, not for the uptime. Served by
   * probe_listing.
   */
  async since(listingIds: readonly string[], from: Date): Promise<Health[]> {
    const rows = await this.database.query<object[]>(
      `SELECT listing_id, count(*)::int AS probes,
         avg(payable::int) FILTER (WHERE reason NOT IN ('rate-limited', 'bot-wall', 'paused', 'blocked-by-robots'))::float8 AS uptime,
         percentile_disc(0.5) WITHIN GROUP (ORDER BY ms) AS p50_ms,
         percentile_disc(0.95) WITHIN GROUP (ORDER BY ms) AS p95_ms
       FROM probe WHERE listing_id = ANY ($1) AND at >= $2 GROUP BY 1`,
      [listingIds, from],
    );
    const byListing = new Map(
      rows.map((row) => {
        const { listingId, ...health } = fromRow<Health & { listingId: string }>(row);
        return [listingId, health];
      }),
    );
    return listingIds.map((id) => byListing.get(id) ?? NONE);
  }
}
