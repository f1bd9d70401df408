import { PartitionRepository, type Config, type MonthlyTable } from '@bazaar/platform';
import { type Clock } from '@bazaar/kernel';
import { type DataSource } from 'typeorm';

export type RetentionConfig = Pick<
  Config,
  'PROBES_KEPT_DAYS' | 'CHANGES_KEPT_DAYS' | 'HEALTH_KEPT_DAYS' | 'ANSWERS_KEPT_DAYS' | 'PAYMENTS_KEPT_DAYS'
>;

const DAY_MS = 86_400_000;
const ROWS_MAX = 1_000;

/**
 * What is forgotten, and when: probes, health, entries of the feed, pushed payments, answers that a later one has
 * replaced. Listings, their states, prices, and the latest answer of each target are kept for ever.
 */
export class RetentionRepository {
  private readonly partitions: PartitionRepository;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly config: RetentionConfig,
  ) {
    this.partitions = new PartitionRepository(database);
  }

  /** Gives the months that were dropped, as `table_year_month`. */
  async maintainMonths(): Promise<string[]> {
    const dropped: string[] = [];
    for (const table of monthly(this.config))
      dropped.push(...(await this.partitions.maintain(table, this.clock.now())));
    return dropped;
  }

  /** Gives how many answers were forgotten. Batches by id: no lock is held for long. */
  async forgetAnswers(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - this.config.ANSWERS_KEPT_DAYS * DAY_MS);
    let forgotten = 0;
    for (let after = '0'; ;) {
      const rows = await this.database.query<{ id: string; deleted: boolean }[]>(FORGET, [
        before,
        after,
        ROWS_MAX,
      ]);
      forgotten += rows.filter(({ deleted }) => deleted).length;
      const last = rows.at(-1);
      if (last === undefined) return forgotten;
      after = last.id;
    }
  }

  /**
   * Gives how many pushed payments and settlements were forgotten. Deleted by what is oldest: neither can be cut by
   * months, since each is unique over all of them. Served by pushed_payment_received and settlement_at.
   */
  async forgetPayments(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - this.config.PAYMENTS_KEPT_DAYS * DAY_MS);
    let forgotten = 0;
    for (const statement of FORGET_PAYMENTS) {
      for (let gone = ROWS_MAX; gone === ROWS_MAX; forgotten += gone) {
        [, gone] = await this.database.query<[unknown, number]>(statement, [before, ROWS_MAX]);
      }
    }
    return forgotten;
  }
}

const monthly = (config: RetentionConfig): readonly MonthlyTable[] => [
  { table: 'probe', column: 'at', keptDays: config.PROBES_KEPT_DAYS },
  { table: 'health_hour', column: 'hour', keptDays: config.HEALTH_KEPT_DAYS },
  {
    table: 'change',
    column: 'at',
    keptDays: config.CHANGES_KEPT_DAYS,
    beforeDrop: async (manager, partition) => {
      await manager.query(
        `UPDATE feed SET dropped_to = greatest(dropped_to, coalesce((SELECT max("position") FROM ${partition}), 0))`,
      );
    },
  },
];

/** A page of answers by primary key; of these, those that are old and not the latest of their target. */
const FORGET = `
  WITH page AS (SELECT id, target_id, last_seen_at FROM observation WHERE id > $2 ORDER BY id LIMIT $3),
  old AS (
    SELECT id FROM page WHERE last_seen_at < $1 AND EXISTS (
      SELECT FROM observation newer WHERE newer.target_id = page.target_id
        AND (newer.last_seen_at, newer.id) > (page.last_seen_at, page.id))
  ), gone AS (DELETE FROM observation WHERE id IN (SELECT id FROM old) RETURNING id)
  SELECT id, id IN (SELECT id FROM gone) AS deleted FROM page ORDER BY id`;

const FORGET_PAYMENTS = [
  `DELETE FROM pushed_payment WHERE (id, source_id) IN (
     SELECT id, source_id FROM pushed_payment WHERE received_at < $1 ORDER BY received_at LIMIT $2)`,
  `DELETE FROM settlement WHERE transaction_hash IN (
     SELECT transaction_hash FROM settlement WHERE at < $1 ORDER BY at LIMIT $2)`,
];
