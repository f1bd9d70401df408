import { type MigrationInterface, type QueryRunner } from 'typeorm';

const ROWS_MAX = 1_000;

/**
 * How much of 30 days a listing could be paid, in the truth and in the engine's copy. Null until it is judged; code
 * that knows nothing of it may go on writing. Filled in by pages, so that no row is locked for long; each statement may
 * be run again.
 */
export class Uptime1763950000000 implements MigrationInterface {
  readonly transaction = false;

  async up(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE listing ADD COLUMN IF NOT EXISTS uptime double precision');
    await query.query('ALTER TABLE search_listing ADD COLUMN IF NOT EXISTS uptime double precision');
    for (let after = ''; ;) {
      const rows = (await query.query(FILL_IN, [after, ROWS_MAX])) as { last: string | null }[];
      const last = rows[0]?.last ?? null;
      if (last === null) return;
      after = last;
    }
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE search_listing DROP COLUMN IF EXISTS uptime');
    await query.query('ALTER TABLE listing DROP COLUMN IF EXISTS uptime');
  }
}

/**
 * A page of listings by id; those that were judged are for the indexer to look at again. A row that somebody writes
 * right now is left to its next probe: waiting for it could become waiting for each other.
 */
const FILL_IN = `
  WITH page AS (SELECT id FROM listing WHERE id > $1 ORDER BY id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED),
  judged AS (
    SELECT listing_id, sum(probes * (reason = 'ok')::int)::float8
        / nullif(sum(probes) FILTER (WHERE reason NOT IN ('rate-limited', 'bot-wall', 'paused', 'blocked-by-robots')), 0) AS uptime
    FROM health_hour WHERE listing_id IN (SELECT id FROM page) AND hour >= now() - interval '30 days' GROUP BY 1),
  filled AS (UPDATE listing l SET uptime = judged.uptime FROM judged WHERE l.id = judged.listing_id RETURNING l.id),
  marked AS (INSERT INTO index_pending (listing_id) SELECT id FROM filled ORDER BY id ON CONFLICT DO NOTHING)
  SELECT max(id) AS last FROM page`;
