import { type DataSource } from 'typeorm';

/** A row that somebody works on. The token is a fencing token: each lease has a higher one. */
export interface RowLease {
  readonly id: string;
  readonly token: string;
}

/** Tables whose rows are worked on by themselves, each with its key and the columns of a schedule and a lease. */
const KEYS = { source: 'id', facilitator: 'url' } as const;

/** Rows that come due and are worked on by one worker at a time, however many look. */
export class LeasedRowsRepository {
  private readonly key: string;

  constructor(
    private readonly database: DataSource,
    private readonly table: keyof typeof KEYS,
  ) {
    this.key = KEYS[table];
  }

  /**
   * Takes what is due, the longest due first.
   * @param condition SQL; `$4` and on are `parameters`
   */
  async take<Row extends object>(
    limit: number,
    { now, until }: { readonly now: Date; readonly until: Date },
    condition = 'true',
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    const [rows] = await this.database.query<[Row[], number]>(
      `WITH due AS MATERIALIZED (
         SELECT ${this.key} FROM ${this.table}
         WHERE next_run_at <= $1 AND (leased_until IS NULL OR leased_until <= $1) AND ${condition}
         ORDER BY next_run_at LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED)
       UPDATE ${this.table} r SET lease_token = r.lease_token + 1, leased_until = $3
       FROM due WHERE r.${this.key} = due.${this.key} RETURNING r.*`,
      [now, limit, until, ...parameters],
    );
    return rows;
  }

  /** False where the lease is lost. */
  async renew({ id, token }: RowLease, { now, until }: { now: Date; until: Date }): Promise<boolean> {
    const [, renewed] = await this.database.query<[object[], number]>(
      `UPDATE ${this.table} SET leased_until = $4 WHERE ${this.key} = $1 AND lease_token = $2 AND leased_until > $3`,
      [id, token, now, until],
    );
    return renewed > 0;
  }

  /** Gives the row back as it was, to be taken again then. */
  async postpone({ id, token }: RowLease, nextRunAt: Date, why: string | null): Promise<void> {
    await this.database.query(
      `UPDATE ${this.table} SET leased_until = NULL, next_run_at = $3, last_error = coalesce($4, last_error)
       WHERE ${this.key} = $1 AND lease_token = $2`,
      [id, token, nextRunAt, why],
    );
  }
}
