import { type DataSource } from 'typeorm';

import { asRows } from '../ingest/rows.js';
import { fromRow } from '../row.js';
import { type FeedLease, type FeedNamed, type FeedOutcome } from './feed.js';
import { LeasedRowsRepository, type RowLease } from './leased-rows.repository.js';
import { type Source } from './source.entity.js';

/** Sources that are pulled by themselves: which there are, whose turn it is, what became of the last pull. */
export class FeedRepository {
  private readonly leased: LeasedRowsRepository;

  constructor(
    private readonly database: DataSource,
    private readonly leaseMs: number,
  ) {
    this.leased = new LeasedRowsRepository(database, 'source');
  }

  /**
   * Makes the sources of the file known. One the file names no more is disabled, and enabled when it is named again;
   * what the operator said of one stands.
   */
  async configure(named: readonly FeedNamed[], now: Date): Promise<void> {
    await this.database.query(
      `WITH named AS (
         INSERT INTO source AS s (id, kind, url, configured, next_run_at)
         SELECT r.id, r.kind, r.url, true, $2 FROM json_to_recordset($1::json) AS r(id text, kind text, url text) ORDER BY r.id
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, url = excluded.url, configured = true,
           next_run_at = coalesce(s.next_run_at, excluded.next_run_at),
           disabled_by = nullif(nullif(s.disabled_by, 'file'), 'new')
         RETURNING id)
       UPDATE source SET configured = false, disabled_by = coalesce(disabled_by, 'file')
       WHERE configured AND NOT id = ANY ($3)`,
      [asRows(named), now, named.map(({ id }) => id)],
    );
  }

  /** Those of these kinds that are due, held for as long as they are renewed. */
  async take(kinds: readonly string[], limit: number, now: Date): Promise<FeedLease[]> {
    if (limit <= 0) return [];
    const rows = await this.leased.take<object>(
      limit,
      { now, until: this.until(now) },
      'disabled_by IS NULL AND kind = ANY ($4)',
      [kinds],
    );
    return rows.map((row) => leaseOf(fromRow<Source>(row)));
  }

  /** False where the lease is lost. */
  renew(lease: RowLease, now: Date): Promise<boolean> {
    return this.leased.renew(lease, { now, until: this.until(now) });
  }

  /** Gives the source back with what became of the pull; nothing happens where the lease is lost. */
  async finish({ id, token }: RowLease, outcome: FeedOutcome): Promise<void> {
    const { at, nextRunAt, error, hasFailed, rows, refused, guard } = outcome;
    await this.database.query(
      `UPDATE source SET leased_until = NULL, last_run_at = $3, next_run_at = $4, last_error = $5,
         failures = CASE WHEN $6 THEN failures + 1 ELSE 0 END,
         failures_total = failures_total + CASE WHEN $6 THEN 1 ELSE 0 END,
         last_ok_at = CASE WHEN $6 OR $10::text IS NOT NULL THEN last_ok_at ELSE $3 END,
         rows_seen = coalesce($7, rows_seen), rows_refused = $8, rows_accepted = $9,
         held_for = $10, held_rows = $11, held_pulls = $12
       WHERE id = $1 AND lease_token = $2`,
      [
        ...[id, token, at, nextRunAt, error, hasFailed, rows, refused, guard.accepted],
        ...[guard.hold?.for ?? null, guard.hold?.rows ?? null, guard.hold?.pulls ?? 0],
      ],
    );
  }

  /** Gives the source back as it was, to be taken again then. */
  postpone(lease: RowLease, nextRunAt: Date, why: string | null): Promise<void> {
    return this.leased.postpone(lease, nextRunAt, why);
  }

  private until(now: Date): Date {
    return new Date(now.getTime() + this.leaseMs);
  }
}

const leaseOf = (row: Source): FeedLease => ({
  id: row.id,
  kind: row.kind,
  url: row.url ?? '',
  token: row.leaseToken,
  failures: row.failures,
  targetsMax: row.targetsMax,
  guard: {
    accepted: row.rowsAccepted,
    hold: row.heldFor === null ? null : { for: row.heldFor, rows: row.heldRows ?? 0, pulls: row.heldPulls },
  },
});
