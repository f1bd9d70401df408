import { type DataSource } from 'typeorm';

import { asBytea, asRows } from '../ingest/rows.js';
import { type PaymentStatus } from './pushed-payment.entity.js';

/** An item as it is kept. */
export interface PaymentRow {
  /** Hexadecimal. */
  readonly id: string;
  readonly sourceId: string;
  readonly status: PaymentStatus;
  readonly reason: string | null;
  readonly targetId: string | null;
}

/** What became of an item. */
export interface PaymentReport {
  readonly id: string;
  readonly status: PaymentStatus;
  /** Of what is refused or rejected. */
  readonly reason: string | null;
  readonly receivedAt: Date;
  readonly listingId: string | null;
}

/** What sources pushed, and what became of it. */
export class PushedPaymentRepository {
  constructor(private readonly database: DataSource) {}

  /** Which of these the source has pushed before. Served by pushed_payment_pkey. */
  async known(sourceId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ id: string }[]>(
      `SELECT encode(id, 'hex') AS id FROM pushed_payment WHERE id = ANY ($1) AND source_id = $2`,
      [ids.map(bytesOf), sourceId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** In order of their ids: two batches that share some wait for each other, and none for ever. */
  async add(rows: readonly PaymentRow[], now: Date): Promise<void> {
    const stored = rows.map(({ id, sourceId, status, reason, targetId }) => ({
      ...{ id: asBytea(bytesOf(id)), source_id: sourceId, status, reason, target_id: targetId },
    }));
    await this.database.query(
      `INSERT INTO pushed_payment (id, source_id, received_at, status, reason, target_id)
       SELECT r.id, r.source_id, $2, r.status, r.reason, r.target_id
       FROM json_to_recordset($1::json) AS r(id bytea, source_id text, status text, reason text, target_id bigint)
       ORDER BY r.id ON CONFLICT DO NOTHING`,
      [asRows(stored), now],
    );
  }

  /**
   * In the order asked, null where there is none; of several sources the first, unless one is named. What has become
   * final is kept as that: a listing that moves on later changes no answer.
   */
  async reports(ids: readonly string[], sourceId: string | null): Promise<(PaymentReport | null)[]> {
    const parameters = [ids.map(bytesOf), sourceId];
    await this.database.query(SETTLE, parameters);
    const rows = await this.database.query<ReportRow[]>(REPORTS, parameters);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id);
      if (row === undefined) return null;
      const { status, reason, received_at: receivedAt, listing_id: listingId } = row;
      return { id, status, reason, receivedAt, listingId };
    });
  }
}

const bytesOf = (id: string): Buffer => Buffer.from(id, 'hex');

interface ReportRow {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly reason: string | null;
  readonly received_at: Date;
  readonly listing_id: string | null;
}

const REPORTS = `
  SELECT DISTINCT ON (p.id) encode(p.id, 'hex') AS id, p.status, p.reason, p.received_at, t.listing_id
  FROM pushed_payment p LEFT JOIN target t ON t.id = p.target_id
  WHERE p.id = ANY ($1) AND ($2::text IS NULL OR p.source_id = $2)
  ORDER BY p.id, p.received_at, p.source_id`;

/**
 * The listing decides: one that is answered is listed; of any other the next probe is awaited, unless none will come.
 * Served by pushed_payment_pkey, target_pkey, listing_pkey, target_listing.
 */
const SETTLE = `
  UPDATE pushed_payment p SET status = CASE WHEN e.listed THEN 'listed' ELSE 'refused' END,
    reason = CASE WHEN NOT e.listed THEN e.reason END
  FROM (
    SELECT a.id, a.source_id, coalesce(l.state IN ('LISTED', 'STALE'), false) AS listed,
      coalesce(t.refused_reason, l.state_reason) AS reason
    FROM pushed_payment a JOIN target t ON t.id = a.target_id LEFT JOIN listing l ON l.id = t.listing_id
    WHERE a.id = ANY ($1) AND ($2::text IS NULL OR a.source_id = $2) AND a.status = 'probing' AND (
      t.listing_id IS NULL OR l.state IN ('LISTED', 'STALE', 'DELISTED') OR l.state <> 'PENDING' AND (
        l.last_probed_at >= a.received_at
        OR NOT EXISTS (SELECT FROM target n WHERE n.listing_id = l.id AND n.next_probe_at IS NOT NULL)))
  ) AS e WHERE p.id = e.id AND p.source_id = e.source_id`;
