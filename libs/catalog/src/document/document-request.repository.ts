import { type DataSource } from 'typeorm';

import { CHANNELS } from '../channels.js';

/** The documents of an origin that somebody waits for: the request is left in Postgres, a worker takes it first. */
export class DocumentRequestRepository {
  constructor(private readonly database: DataSource) {}

  /** @param url one of its documents, or the origin itself */
  async leave(
    { origin, domain, url }: { origin: string; domain: string; url: string },
    now: Date,
  ): Promise<void> {
    await this.database.query(
      `WITH known AS (
         INSERT INTO origin AS o (origin, domain, documents_due_at) VALUES ($1, $2, $4)
         ON CONFLICT (origin) DO UPDATE SET documents_due_at = least(o.documents_due_at, excluded.documents_due_at))
       INSERT INTO document_request (origin, url, requested_at) VALUES ($1, $3, $4)
       ON CONFLICT (origin, url) DO UPDATE SET requested_at = excluded.requested_at`,
      [origin, domain, url, now],
    );
    await this.database.query(`SELECT pg_notify($1, '')`, [CHANNELS.sourceWanted]);
  }

  /** When the origin's documents were read last, and this one among them; null where never. */
  async readAt(origin: string, url: string): Promise<Date | null> {
    const [row] = await this.database.query<{ read_at: Date | null }[]>(
      `SELECT CASE WHEN $2 = origin THEN documents_read_at
         ELSE (SELECT d.read_at FROM origin_document d WHERE d.origin = o.origin AND d.url = $2) END AS read_at
       FROM origin o WHERE origin = $1`,
      [origin, url],
    );
    return row?.read_at ?? null;
  }

  /** Forgets what nobody waits for any more: some origins are never asked, by their word or the operator's. */
  async prune(before: Date): Promise<void> {
    await this.database.query('DELETE FROM document_request WHERE requested_at < $1', [before]);
  }

  /** Whether documents of the origin, or probes of what they name, are still to come before `until`. */
  async isPending(origin: string, url: string, until: Date): Promise<boolean> {
    const [row] = await this.database.query<{ pending: boolean }[]>(
      `SELECT EXISTS (SELECT FROM document_request WHERE origin = $1 AND url = $2)
         OR EXISTS (SELECT FROM target WHERE origin = $1 AND requested_at IS NOT NULL AND next_probe_at <= $3) AS pending`,
      [origin, url, until],
    );
    return row?.pending ?? false;
  }
}
