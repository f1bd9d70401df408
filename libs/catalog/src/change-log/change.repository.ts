import { type DataSource } from 'typeorm';

import { fromRow } from '../row.js';
import { type Change } from './change.js';

export interface LogBounds {
  readonly feedId: string;
  /** Position of the oldest entry that is kept or would be, and of the newest there ever was; 0 for none. */
  readonly oldest: string;
  readonly newest: string;
  /** The newest position ever given out, 0 for none: it may not be committed, and its entry may be gone again. */
  readonly issued: string;
}

/** Reads the change log. Positions are commit order: what is visible after a position is all there will ever be. */
export class ChangeRepository {
  constructor(private readonly database: DataSource) {}

  async bounds(): Promise<LogBounds> {
    const [row] = await this.database.query<
      { feed_id: string; oldest: string; newest: string; issued: string }[]
    >(
      `SELECT feed_id, coalesce((SELECT min("position") FROM change), CASE WHEN dropped_to > 0 THEN dropped_to + 1 ELSE 0 END) AS oldest,
         coalesce((SELECT max("position") FROM change), dropped_to) AS newest,
         (SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM change_position) AS issued FROM feed`,
    );
    if (row === undefined) throw new Error('The feed row is missing: run the migrations.');
    return { feedId: row.feed_id, oldest: row.oldest, newest: row.newest, issued: row.issued };
  }

  /** Entries after a position, oldest first. Served by the primary key. */
  async after(position: string, limit: number): Promise<Change[]> {
    const rows = await this.database.query<object[]>(
      'SELECT * FROM change WHERE "position" > $1 ORDER BY "position" LIMIT $2',
      [position, limit],
    );
    return rows.map((row) => fromRow<Change>(row));
  }
}
