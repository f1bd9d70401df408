import { type DataSource } from 'typeorm';

import { CHANNELS } from '../channels.js';
import { originIsHeld } from '../operator/hold.repository.js';

/** A probe somebody waits for, as the target's row shows it. */
export interface ProbeRequest {
  readonly listingId: string;
  readonly pending: boolean;
}

/** The request for a probe is left in Postgres; a worker takes it first. */
export class ProbeRequestRepository {
  constructor(private readonly database: DataSource) {}

  /** Tells the workers that something is wanted. A hint: they look by themselves too. */
  async announce(): Promise<void> {
    await this.database.query(`SELECT pg_notify($1, '')`, [CHANNELS.probeWanted]);
  }

  /**
   * Where each target's listing is now, in the order asked, and whether a probe of it may still come before `until`: not
   * where its origin asked us to stay away for longer, or the operator holds it. Served by target_pkey, target_listing.
   */
  async states(
    asked: readonly { readonly targetId: string; readonly until: Date }[],
  ): Promise<(ProbeRequest | null)[]> {
    const rows = await this.database.query<{ listing_id: string | null; pending: boolean }[]>(
      `SELECT t.listing_id, EXISTS (
         SELECT FROM target w JOIN origin o ON o.origin = w.origin
         WHERE w.listing_id = t.listing_id AND w.requested_at IS NOT NULL
           AND w.next_probe_at <= a.until AND (o.wait_until IS NULL OR o.wait_until <= a.until)
           AND NOT ${originIsHeld('o', 'a.until')}) AS pending
       FROM unnest($1::bigint[], $2::timestamptz[]) WITH ORDINALITY AS a(id, until, place)
       LEFT JOIN target t ON t.id = a.id ORDER BY a.place`,
      [asked.map(({ targetId }) => targetId), asked.map(({ until }) => until)],
    );
    return rows.map((row) =>
      row.listing_id === null ? null : { listingId: row.listing_id, pending: row.pending },
    );
  }

  /** When the URL's listing was last probed, by any of its targets; null where never. */
  async lastProbedAt(
    url: string,
    method: string | null,
    toolName: string | null,
  ): Promise<{ listingId: string; at: Date } | null> {
    const [row] = await this.database.query<{ listing_id: string; at: Date | null }[]>(
      `SELECT t.listing_id, (SELECT max(o.probed_at) FROM target o WHERE o.listing_id = t.listing_id) AS at
       FROM target t WHERE t.url = $1 AND t.method IS NOT DISTINCT FROM $2 AND t.tool_name IS NOT DISTINCT FROM $3
         AND t.listing_id IS NOT NULL`,
      [url, method, toolName],
    );
    return row?.at == null ? null : { listingId: row.listing_id, at: row.at };
  }
}
