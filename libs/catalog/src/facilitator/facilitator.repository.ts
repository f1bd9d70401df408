import { type Supported } from '@bazaar/x402';
import { type DataSource } from 'typeorm';

import { CHANNELS } from '../channels.js';
import { fromRow } from '../row.js';
import { LeasedRowsRepository, type RowLease } from '../source/leased-rows.repository.js';
import { type Facilitator } from './facilitator.entity.js';
import { type FacilitatorView, storedSupported, viewOf } from './supported-stored.js';

/** A facilitator that is polled by one worker. Its id is its URL. */
export interface FacilitatorLease extends RowLease {
  /** In a row. */
  readonly failures: number;
}

/** How a poll ended. */
export interface Polled {
  readonly at: Date;
  readonly nextRunAt: Date;
  readonly ms: number;
  /** Its own Retry-After. */
  readonly waitUntil: Date | null;
  /** What it said, or for a person why there is nothing. */
  readonly supported: Supported | string;
}

const LISTED_MAX = 1_000;
const POLLS_KEPT = 20;
/** One that nobody vouches for and that never answered is forgotten: strangers may register what they like. */
const FAILURES_FORGIVEN = 5;
/** Of one site, that nobody vouches for: each is asked by itself, and no stranger's hundred paths are to be one site's load. */
const STRANGERS_MAX = 4;

/** Facilitators: what their `/supported` says, and whose turn it is. */
export class FacilitatorRepository {
  private readonly leased: LeasedRowsRepository;

  constructor(private readonly database: DataSource) {
    this.leased = new LeasedRowsRepository(database, 'facilitator');
  }

  /** Those that answered at least once, or keep a source that is enabled: these first, whatever strangers register. */
  async list(): Promise<FacilitatorView[]> {
    const rows = await this.database.query<object[]>(
      `SELECT * FROM facilitator f WHERE last_ok_at IS NOT NULL OR ${VOUCHED} ORDER BY ${VOUCHED} DESC, url LIMIT $1`,
      [LISTED_MAX],
    );
    return rows.map((row) => viewOf(fromRow<Facilitator>(row)));
  }

  async find(url: string): Promise<FacilitatorView | null> {
    const [row] = await this.database.query<object[]>('SELECT * FROM facilitator WHERE url = $1', [url]);
    return row === undefined ? null : viewOf(fromRow<Facilitator>(row));
  }

  /** Makes it known, due at once; one that is known stays as it is. */
  async add(urls: readonly string[], now: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO facilitator (url, first_seen_at, next_run_at) SELECT u, $2, $2 FROM unnest($1::text[]) AS u
       ON CONFLICT DO NOTHING`,
      [urls, now],
    );
  }

  /**
   * Somebody waits for a poll: it is due now, and made known where it is not. False where strangers have named as many of
   * its site as they may.
   */
  async request(url: string, now: Date): Promise<boolean> {
    const due = await this.database.query<object[]>(
      `INSERT INTO facilitator (url, first_seen_at, next_run_at) SELECT $1, $2::timestamptz, $2
       WHERE EXISTS (SELECT FROM facilitator WHERE url = $1) OR $4 > (
         SELECT count(*) FROM facilitator f WHERE (f.url = $3 OR starts_with(f.url, $3 || '/')) AND NOT ${VOUCHED})
       ON CONFLICT (url) DO UPDATE SET next_run_at = greatest(excluded.next_run_at, facilitator.wait_until) RETURNING url`,
      [url, now, new URL(url).origin, STRANGERS_MAX],
    );
    if (due.length === 0) return false;
    await this.database.query(`SELECT pg_notify($1, '')`, [CHANNELS.sourceWanted]);
    return true;
  }

  async take(limit: number, now: Date, leaseMs: number): Promise<FacilitatorLease[]> {
    if (limit <= 0) return [];
    const until = new Date(now.getTime() + leaseMs);
    const rows = await this.leased.take<object>(limit, { now, until });
    return rows
      .map((row) => fromRow<Facilitator>(row))
      .map(({ url, leaseToken, failures }) => ({ id: url, token: leaseToken, failures }));
  }

  /** Keeps what the poll showed; nothing happens where the lease is lost. What was said before stays until it is said anew. */
  async finish({ id, token }: RowLease, { at, nextRunAt, waitUntil, ms, supported }: Polled): Promise<void> {
    if (typeof supported === 'string') {
      await this.database.query(
        `UPDATE facilitator SET leased_until = NULL, next_run_at = $4, last_checked_at = $3, last_error = $5, wait_until = $6,
           failures = failures + 1 WHERE url = $1 AND lease_token = $2`,
        [id, token, at, nextRunAt, supported, waitUntil],
      );
      await this.database.query(
        `DELETE FROM facilitator f WHERE url = $1 AND last_ok_at IS NULL AND failures >= $2 AND NOT ${VOUCHED}`,
        [id, FAILURES_FORGIVEN],
      );
      return;
    }
    const { kinds, extensions, signers } = storedSupported(supported);
    await this.database.query(
      `UPDATE facilitator SET leased_until = NULL, next_run_at = $4, last_checked_at = $3, last_ok_at = $3, last_error = NULL,
         failures = 0, wait_until = NULL, polls_ms = (array_prepend($5::integer, polls_ms))[1:$6], kinds = $7, extensions = $8, signers = $9
       WHERE url = $1 AND lease_token = $2`,
      [id, token, at, nextRunAt, ms, POLLS_KEPT, kinds, extensions, signers],
    );
    await this.offerAsSource(id, at);
  }

  /** Gives it back as it was, to be taken again then. */
  postpone(lease: RowLease, nextRunAt: Date): Promise<void> {
    return this.leased.postpone(lease, nextRunAt, null);
  }

  /** Its catalogue may become a source: an operator has to enable it. */
  private async offerAsSource(url: string, now: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO source (id, kind, url, disabled_by, next_run_at) SELECT $1, 'facilitator', $2, 'new', $3
       WHERE NOT EXISTS (SELECT FROM source WHERE kind = 'facilitator' AND url = $2) ON CONFLICT DO NOTHING`,
      [`facilitator:${url}`, url, now],
    );
  }
}

const VOUCHED = `EXISTS (SELECT FROM source s WHERE s.kind = 'facilitator' AND s.url = f.url AND s.disabled_by IS NULL)`;
