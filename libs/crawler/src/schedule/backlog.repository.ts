import { originIsHeld } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type DataSource } from 'typeorm';

/** How far behind all workers together are. */
export interface Backlog {
  /** Origins with something due that nobody holds; a floor from `BACKLOG_COUNTED_MAX` on. */
  readonly origins: number;
  /** How long the first of them has been due. */
  readonly oldestMs: number;
}

/** However long the queue, counting it costs no more than this. */
const BACKLOG_COUNTED_MAX = 10_000;

/** What is due and waits for a worker. Served by origin_due. */
export class BacklogRepository {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  async now(): Promise<Backlog> {
    const now = this.clock.now();
    const [row] = await this.database.query<{ origins: number; oldest: Date | null }[]>(
      `SELECT count(*)::int AS origins, min(next_request_at) AS oldest FROM (
         SELECT next_request_at FROM origin
         WHERE next_request_at <= $1 AND (leased_until IS NULL OR leased_until <= $1)
           AND NOT ${originIsHeld('origin', '$1')}
         ORDER BY next_request_at LIMIT $2) AS due`,
      [now, BACKLOG_COUNTED_MAX],
    );
    return {
      origins: row?.origins ?? 0,
      oldestMs: row?.oldest == null ? 0 : now.getTime() - row.oldest.getTime(),
    };
  }
}
