import { type DataSource } from 'typeorm';

import { asBytea, asRows } from '../ingest/rows.js';
import { fromRow } from '../row.js';
import { type ListingUsage } from '../usage/usage.repository.js';
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
   * What each listing sold, in the order asked, by source. A payment counts only where it went to a payee that the
   * endpoint itself has shown us: whoever pays names the resource, and may name another's. Served by target_listing,
   * settlement_target and price_point_listing.
   */
  async usageOf(listingIds: readonly string[], now: Date): Promise<ListingUsage[][]> {
    const rows = await this.database.query<object[]>(
      `SELECT t.listing_id, s.source_id, count(*) FILTER (WHERE s.at > $2)::integer AS calls30d,
         (count(DISTINCT s.payer_hash) FILTER (WHERE s.at > $2))::integer AS payers30d, max(s.at) AS last_called_at
       FROM target t JOIN settlement s ON s.target_id = t.id
       WHERE t.listing_id = ANY ($1) AND (t.listing_id, s.network, s.pay_to) IN (
         SELECT p.listing_id, p.network, p.pay_to FROM price_point p WHERE p.listing_id = ANY ($1))
       GROUP BY 1, 2 ORDER BY 3 DESC, 2`,
      [listingIds, new Date(now.getTime() - WINDOW_MS)],
    );
    const found = new Map<string, ListingUsage[]>(listingIds.map((id) => [id, []]));
    for (const row of rows) {
      const { listingId, ...usage } = fromRow<Omit<ListingUsage, 'counts' | 'asOf'> & { listingId: string }>(
        row,
      );
      found.get(listingId)?.push({ ...usage, counts: COUNTS, asOf: now });
    }
    return listingIds.map((id) => found.get(id) ?? []);
  }
}
