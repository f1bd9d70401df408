import { type DataSource } from 'typeorm';

import { fromRow } from '../row.js';
import { type Source } from './source.entity.js';

/** Who told us of a listing, and when. */
export interface SightingView {
  readonly sourceId: string;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

/** Reads the sources and what they named. */
export class SourceRepository {
  constructor(private readonly database: DataSource) {}

  /** Those that are pulled by themselves first, and behind all others what strangers proposed. */
  async list(): Promise<Source[]> {
    const rows = await this.database.query<object[]>(
      `SELECT * FROM source ORDER BY disabled_by IS NOT DISTINCT FROM 'new', next_run_at IS NULL, id LIMIT 1000`,
    );
    return rows.map((row) => fromRow<Source>(row));
  }

  /** Those that are pulled by themselves, or were: few, since an operator has said yes to each. Served by source_due. */
  async pulled(): Promise<Source[]> {
    const rows = await this.database.query<object[]>(
      `SELECT * FROM source WHERE next_run_at IS NOT NULL AND disabled_by IS DISTINCT FROM 'new' ORDER BY id LIMIT 1000`,
    );
    return rows.map((row) => fromRow<Source>(row));
  }

  /** In the order asked, null where unknown. */
  async byIds(ids: readonly string[]): Promise<(Source | null)[]> {
    const rows = await this.database.query<object[]>('SELECT * FROM source WHERE id = ANY ($1)', [ids]);
    const found = new Map(rows.map((row) => fromRow<Source>(row)).map((source) => [source.id, source]));
    return ids.map((id) => found.get(id) ?? null);
  }

  /** By URL, in the order asked: the facilitator's catalogue, an enabled one first; null where there is none. */
  async catalogues(urls: readonly string[]): Promise<(Source | null)[]> {
    const rows = await this.database.query<object[]>(
      `SELECT DISTINCT ON (url) * FROM source WHERE kind = 'facilitator' AND url = ANY ($1)
       ORDER BY url, disabled_by IS NOT NULL, id`,
      [urls],
    );
    const found = new Map(rows.map((row) => fromRow<Source>(row)).map((source) => [source.url, source]));
    return urls.map((url) => found.get(url) ?? null);
  }

  /** How many listings each source named. Served by sighting_source; as slow as the source is large. */
  async listingCounts(ids: readonly string[]): Promise<number[]> {
    const rows = await this.database.query<{ source_id: string; count: string }[]>(
      `SELECT s.source_id, count(DISTINCT t.listing_id) FROM sighting s JOIN target t ON t.id = s.target_id
       WHERE s.source_id = ANY ($1) GROUP BY 1`,
      [ids],
    );
    const counts = new Map(rows.map((row) => [row.source_id, Number(row.count)]));
    return ids.map((id) => counts.get(id) ?? 0);
  }

  /** The sources of each listing, first ones first. Several targets of one listing count as one sighting. */
  async sightingsOf(listingIds: readonly string[]): Promise<SightingView[][]> {
    const rows = await this.database.query<object[]>(
      `SELECT t.listing_id, s.source_id, min(s.first_seen_at) AS first_seen_at, max(s.last_seen_at) AS last_seen_at
       FROM target t JOIN sighting s ON s.target_id = t.id
       WHERE t.listing_id = ANY ($1) GROUP BY 1, 2 ORDER BY 3, 2`,
      [listingIds],
    );
    const byListing = new Map<string, SightingView[]>(listingIds.map((id) => [id, []]));
    for (const row of rows) {
      const { listingId, ...sighting } = fromRow<SightingView & { listingId: string }>(row);
      byListing.get(listingId)?.push(sighting);
    }
    return listingIds.map((id) => byListing.get(id) ?? []);
  }
}
