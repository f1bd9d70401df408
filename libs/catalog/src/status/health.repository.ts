import { type DataSource } from 'typeorm';

import { fromRow } from '../row.js';

/** What probes showed lately. */
export interface Health {
  readonly probes: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

const NONE: Health = { probes: 0, p50Ms: null, p95Ms: null };

/** Health of listings, read from what is kept of each hour. */
export class HealthRepository {
  constructor(private readonly database: DataSource) {}

  /** In the order asked. Served by health_hour_pkey. */
  async since(listingIds: readonly string[], from: Date): Promise<Health[]> {
    const rows = await this.database.query<object[]>(
      `WITH hours AS MATERIALIZED (SELECT * FROM health_hour WHERE listing_id = ANY ($1) AND hour >= $2)
       SELECT listing_id, probes, p50_ms, p95_ms
       FROM (SELECT listing_id, sum(probes)::int AS probes FROM hours GROUP BY 1) AS counted
       LEFT JOIN (SELECT listing_id, percentile_disc(0.5) WITHIN GROUP (ORDER BY t.ms) AS p50_ms,
                    percentile_disc(0.95) WITHIN GROUP (ORDER BY t.ms) AS p95_ms
                  FROM hours CROSS JOIN unnest(hours.ms) AS t(ms) GROUP BY 1) AS timed USING (listing_id)`,
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
