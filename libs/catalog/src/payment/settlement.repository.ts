import { type DataSource } from 'typeorm';

import { asBytea, asRows } from '../ingest/rows.js';
import { type SettlementHashes } from './keyed-hash.js';

/** A settlement as it is kept. */
export interface SettlementRow extends SettlementHashes {
  readonly targetId: string;
  readonly sourceId: string;
  readonly network: string;
  readonly payTo: string;
}

const COUNTS =
  'settlements of 30 days that facilitators pushed, each transaction once, and their distinct payers';
const WINDOW_MS = 30 * 86_400_000;
/** Counted at once. */
const TARGETS_MAX = 500;

/** Payments that were settled: counted, not told. */
export class SettlementRepository {
  constructor(private readonly database: DataSource) {}

  /** Each transaction once, whoever tells of it and however often. In order: see PushedPaymentRepository. */
  async add(rows: readonly SettlementRow[], now: Date): Promise<void> {
    if (rows.length === 0) return;
    const stored = rows.map(({ transaction, payer, targetId, sourceId, network, payTo }) => ({
      ...{ transaction_hash: asBytea(transaction), payer_hash: payer === null ? null : asBytea(payer) },
      ...{ target_id: targetId, source_id: sourceId, network, pay_to: payTo },
    }));
    await this.database.query(
      `INSERT INTO settlement (transaction_hash, target_id, source_id, at, network, pay_to, payer_hash)
       SELECT r.transaction_hash, r.target_id, r.source_id, $2, r.network, r.pay_to, r.payer_hash
       FROM json_to_recordset($1::json) AS r(transaction_hash bytea, target_id bigint, source_id text, network text,
         pay_to text, payer_hash bytea)
       ORDER BY r.transaction_hash ON CONFLICT DO NOTHING`,
      [asRows(stored), now],
    );
  }

  /**
   * Counts anew what was settled at each target, for `usage` to show, and gives at how many: some pages of targets, each
   * counted for itself. A payment counts only where it went to a payee that the endpoint itself has shown us: whoever
   * pays names the resource, and may name another's. Served by settlement_target and price_point_listing.
   */
  async count(now: Date): Promise<number> {
    const since = new Date(now.getTime() - WINDOW_MS);
    let targets = 0;
    for (let after: string | null = '0'; after !== null;) {
      const [page]: { last: string | null; targets: number }[] = await this.database.query(COUNT, [
        ...[after, TARGETS_MAX, since, now, COUNTS],
      ]);
      targets += page?.targets ?? 0;
      after = page?.last ?? null;
    }
    return targets;
  }
}

/** The next targets, found by leaps through the index; what stands there for each source goes where all usage is. */
const COUNT = `
  WITH RECURSIVE leap AS (
    (SELECT target_id FROM settlement WHERE target_id > $1 ORDER BY target_id LIMIT 1)
    UNION ALL
    SELECT (SELECT s.target_id FROM settlement s WHERE s.target_id > leap.target_id ORDER BY s.target_id LIMIT 1)
    FROM leap WHERE leap.target_id IS NOT NULL
  ), page AS (
    SELECT t.id, t.listing_id FROM (SELECT target_id FROM leap WHERE target_id IS NOT NULL LIMIT $2) AS next
    JOIN target t ON t.id = next.target_id
  ), counted AS (
    INSERT INTO "usage" (target_id, source_id, counts, calls30d, payers30d, last_called_at, as_of)
    SELECT s.target_id, s.source_id, $5, count(*) FILTER (WHERE s.at > $3),
      count(DISTINCT s.payer_hash) FILTER (WHERE s.at > $3), max(s.at), $4
    FROM page JOIN settlement s ON s.target_id = page.id
    WHERE (page.listing_id, s.network, s.pay_to) IN (
      SELECT p.listing_id, p.network, p.pay_to FROM price_point p WHERE p.listing_id IN (SELECT listing_id FROM page))
    GROUP BY 1, 2
    ON CONFLICT (target_id, source_id) DO UPDATE SET counts = excluded.counts, calls30d = excluded.calls30d,
      payers30d = excluded.payers30d, last_called_at = excluded.last_called_at, as_of = excluded.as_of
  )
  SELECT max(id) AS last, count(*)::integer AS targets FROM page`;
