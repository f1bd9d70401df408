import { type DataSource, type EntityManager } from 'typeorm';

/** Where an engine stands that holds nothing yet: it must be built from the truth before it can follow the log. */
export const NOT_BUILT = '-1';

/** A mark of `index_pending` as it was seen: one made since is another. */
export interface Mark {
  readonly listingId: string;
  readonly mark: string;
}

export interface LoggedChange {
  readonly position: string;
  readonly listing_id: string;
}

/** How far an engine is, what comes next, and what only moved. */
export class IndexProgressRepository {
  async register(database: DataSource, engine: string): Promise<void> {
    await database.query(
      'INSERT INTO index_position (engine, "position") VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [engine, NOT_BUILT],
    );
  }

  /**
   * The engine's row is the lease: one indexer at a time. Null while another has it. One that stands at a position the
   * log no longer reaches back to must be built anew.
   */
  async lease(manager: EntityManager, engine: string): Promise<string | null> {
    const rows: { position: string }[] = await manager.query(
      `SELECT CASE WHEN p."position" < f.dropped_to THEN ${NOT_BUILT} ELSE p."position" END AS "position"
       FROM index_position p CROSS JOIN feed f WHERE p.engine = $1 FOR UPDATE OF p SKIP LOCKED`,
      [engine],
    );
    return rows[0]?.position ?? null;
  }

  /** The same, waiting for whoever has it. */
  async leaseWaiting(manager: EntityManager, engine: string): Promise<void> {
    await manager.query('SELECT FROM index_position WHERE engine = $1 FOR UPDATE', [engine]);
  }

  async advance(manager: EntityManager, engine: string, position: string): Promise<void> {
    await manager.query('UPDATE index_position SET "position" = $2 WHERE engine = $1', [engine, position]);
  }

  async logEnd(manager: EntityManager): Promise<string> {
    const rows: { end: string }[] = await manager.query(
      'SELECT coalesce((SELECT max("position") FROM change), dropped_to) AS "end" FROM feed',
    );
    return rows[0]?.end ?? '0';
  }

  /** Position order is commit order: what is read is all there was up to its last position. */
  changes(manager: EntityManager, after: string, limit: number): Promise<LoggedChange[]> {
    return manager.query(
      'SELECT "position", listing_id FROM change WHERE "position" > $1 ORDER BY "position" LIMIT $2',
      [after, limit],
    );
  }

  /** Marks whose time has come. */
  async pending(manager: EntityManager, limit: number): Promise<Mark[]> {
    return manager.query(
      `SELECT listing_id AS "listingId", xmin::text AS mark FROM index_pending
       WHERE marked_at <= now() ORDER BY marked_at LIMIT $1`,
      [limit],
    );
  }

  /** To be tried again, not now. A new mark, so that {@link clear} leaves it. */
  async postpone(manager: EntityManager, listingIds: readonly string[], ms: number): Promise<void> {
    if (listingIds.length === 0) return;
    await manager.query(
      `INSERT INTO index_pending (listing_id, marked_at)
       SELECT id, now() + $2 * interval '1 millisecond' FROM unnest($1::text[]) AS id ORDER BY id
       ON CONFLICT (listing_id) DO UPDATE SET marked_at = excluded.marked_at`,
      [listingIds, ms],
    );
  }

  /**
   * Takes down the marks that were seen, and no others. Last in the transaction, so that no writer waits while
   * documents are made; a mark somebody is renewing right now stays.
   */
  async clear(manager: EntityManager, marks: readonly Mark[]): Promise<void> {
    if (marks.length === 0) return;
    await manager.query(
      `WITH done AS (
         SELECT p.listing_id FROM index_pending p
         JOIN unnest($1::text[], $2::text[]) AS seen(listing_id, mark) ON p.listing_id = seen.listing_id
         WHERE p.xmin::text = seen.mark ORDER BY p.listing_id FOR UPDATE OF p SKIP LOCKED)
       DELETE FROM index_pending p USING done WHERE p.listing_id = done.listing_id`,
      [marks.map(({ listingId }) => listingId), marks.map(({ mark }) => mark)],
    );
  }
}
