import { type DataSource } from 'typeorm';

import { CHANNELS } from '../channels.js';
import { fromRow } from '../row.js';
import { type Source } from './source.entity.js';

/** What an operator says of sources that are pulled by themselves. Each gives false where there is no such source. */
export class FeedOperatorRepository {
  constructor(private readonly database: DataSource) {}

  /** Those that are pulled, or could be: a page of a thousand, since strangers may propose some. */
  async list(): Promise<Source[]> {
    const rows = await this.database.query<object[]>(
      'SELECT * FROM source WHERE next_run_at IS NOT NULL ORDER BY disabled_by IS NOT NULL, id LIMIT 1000',
    );
    return rows.map((row) => fromRow<Source>(row));
  }

  /** Pulled from now on, at once; whether a file names it does not matter any more. */
  enable(id: string, now: Date): Promise<boolean> {
    return this.change('disabled_by = NULL, failures = 0, next_run_at = $2', id, now);
  }

  /** Not pulled from now on. What it said stays. */
  disable(id: string): Promise<boolean> {
    return this.change(`disabled_by = 'operator'`, id);
  }

  /** How many targets it may have that no other source names. */
  allow(id: string, targetsMax: number): Promise<boolean> {
    return this.change('targets_max = $2', id, targetsMax);
  }

  /** Believes whatever the next pull counts, which comes at once. False where nothing is held. */
  async accept(id: string, now: Date): Promise<boolean> {
    return this.change(
      `rows_accepted = NULL, held_for = NULL, held_rows = NULL, held_pulls = 0, last_error = NULL, next_run_at = $2`,
      id,
      now,
      'AND held_for IS NOT NULL',
    );
  }

  private async change(
    what: string,
    id: string,
    value: Date | number | null = null,
    condition = '',
  ): Promise<boolean> {
    const values = value === null ? [id] : [id, value];
    const [, changed] = await this.database.query<[object[], number]>(
      `UPDATE source SET ${what} WHERE id = $1 AND next_run_at IS NOT NULL ${condition}`,
      values,
    );
    if (changed > 0) await this.database.query(`SELECT pg_notify($1, '')`, [CHANNELS.sourceWanted]);
    return changed > 0;
  }
}
