import { createHash } from 'node:crypto';

import { type DataSource, type EntityManager } from 'typeorm';

import { asBytea, asRows } from '../ingest/rows.js';
import { wakeOrigins } from '../ingest/wake-origins.repository.js';
import { fromRow } from '../row.js';
import { keepOperations } from './document-operation.repository.js';
import { type DocumentKind, type DocumentSeen } from './document-seen.js';
import { type OriginDocument } from './origin-document.entity.js';

/** What is to be read at an origin beside what stands in its place. */
export interface ReadingWanted {
  /** Its documents were never read before. */
  readonly isFirst: boolean;
  /** What somebody waits for: documents, or the origin itself. */
  readonly requests: readonly string[];
  /** Documents that somebody named: whoever waits, or somebody before where it was found to be one. */
  readonly registered: readonly string[];
  /** MCP servers of which a tool is known. */
  readonly servers: readonly string[];
  /** Something is sold here, as a probe has shown. */
  readonly isSelling: boolean;
}

/** How a reading ended. */
export interface ReadingEnded {
  readonly at: Date;
  /** When to read again, where something is sold here; null where that is as soon as somebody asks. */
  readonly dueAt: Date;
  readonly documents: readonly DocumentSeen[];
  /** Whoever waited for these waits no more. */
  readonly answered: readonly string[];
  /** All that was to be read was asked for: what is not among them is no document any more. */
  readonly isWhole: boolean;
}

export interface DocumentReport {
  readonly url: string;
  readonly kind: DocumentKind;
  readonly ok: boolean;
  readonly found: number;
  readonly reason: string | null;
}

interface Held {
  readonly origin: string;
  readonly token: string;
}

const REGISTERED_MAX = 4;
const SERVERS_MAX = 2;

/** Documents of origins: what is to be read, and what was. */
export class OriginDocumentRepository {
  constructor(private readonly database: DataSource) {}

  async wanted({ origin }: Pick<Held, 'origin'>): Promise<ReadingWanted> {
    const [row] = await this.database.query<ReadingWanted[]>(WANTED, [origin, REGISTERED_MAX, SERVERS_MAX]);
    return row ?? { isFirst: true, requests: [], registered: [], servers: [], isSelling: false };
  }

  /** Keeps what was read, all of it or nothing: nothing where the lease is lost. */
  keep({ origin, token }: Held, ended: ReadingEnded): Promise<void> {
    return this.database.transaction(async (manager) => {
      const held = await manager.query<object[]>(
        `SELECT FROM origin WHERE origin = $1 AND lease_token = $2 FOR NO KEY UPDATE`,
        [origin, token],
      );
      if (held.length === 0) return;
      const before = await this.hashes(manager, origin);
      const wasOut = await isOptedOut(manager, origin);
      await manager.query(UPSERT_DOCUMENTS, [origin, asRows(ended.documents.map(documentRow)), ended.at]);
      for (const seen of ended.documents)
        if (seen.said !== null && before.get(seen.url) !== hashOf(seen))
          await keepOperations(
            manager,
            { origin, url: seen.url },
            isThere(seen) ? seen.said.operations : null,
            ended.at,
          );
      if (ended.isWhole)
        await manager.query('DELETE FROM origin_document WHERE origin = $1 AND NOT url = ANY ($2)', [
          origin,
          ended.documents.map(({ url }) => url),
        ]);
      if ((await isOptedOut(manager, origin)) !== wasOut) await this.lookAgain(manager, origin, ended.at);
      await manager.query(END_READING, [origin, ended.at, ended.dueAt, ended.answered]);
    });
  }

  /** Nothing was learnt: it is due again then, and whoever waits still does. */
  async postpone({ origin, token }: Held, dueAt: Date): Promise<void> {
    await this.database.query(
      'UPDATE origin SET documents_due_at = $3 WHERE origin = $1 AND lease_token = $2',
      [origin, token, dueAt],
    );
  }

  /**
   * Makes origins known whose documents may be worth a look: none of an owner of whom any origin is known already.
   *
   * @param peers each of an owner of its own
   */
  async suggest(
    peers: readonly { readonly origin: string; readonly domain: string }[],
    now: Date,
  ): Promise<void> {
    await this.database.query(
      `INSERT INTO origin (origin, domain, documents_due_at)
       SELECT r.origin, r.domain, $2 FROM json_to_recordset($1::json) AS r(origin text, domain text)
       WHERE NOT EXISTS (SELECT FROM origin o WHERE o.domain = r.domain) ORDER BY 1 ON CONFLICT DO NOTHING`,
      [asRows(peers), now],
    );
  }

  /** By URL. */
  async reports(origin: string): Promise<DocumentReport[]> {
    const rows = await this.database.query<object[]>(
      `SELECT url, kind, ok, found, reason FROM origin_document WHERE origin = $1 ORDER BY url COLLATE "C"`,
      [origin],
    );
    return rows.map((row) => fromRow<OriginDocument>(row));
  }

  private async hashes(manager: EntityManager, origin: string): Promise<Map<string, string>> {
    const rows = await manager.query<{ url: string; said_hash: Buffer | null }[]>(
      'SELECT url, said_hash FROM origin_document WHERE origin = $1',
      [origin],
    );
    return new Map(rows.map((row) => [row.url, asBytea(row.said_hash ?? new Uint8Array())]));
  }

  /** The origin asked to be left out, or does so no more: each of its listings hears of it at its next probe. */
  private async lookAgain(manager: EntityManager, origin: string, now: Date): Promise<void> {
    await manager.query(
      `UPDATE target SET next_probe_at = greatest($2, wait_until) WHERE origin = $1 AND next_probe_at > $2`,
      [origin, now],
    );
    await wakeOrigins(manager, [origin]);
  }
}

async function isOptedOut(manager: EntityManager, origin: string): Promise<boolean> {
  const rows = await manager.query<object[]>(
    'SELECT FROM origin_document WHERE origin = $1 AND opted_out LIMIT 1',
    [origin],
  );
  return rows.length > 0;
}

/** That a document is there, and all that it says. */
const hashOf = (seen: DocumentSeen): string =>
  asBytea(
    createHash('sha256')
      .update(JSON.stringify([isThere(seen), seen.said]))
      .digest(),
  );

const isThere = ({ reason }: DocumentSeen): boolean => reason !== 'document-absent';

const documentRow = (document: DocumentSeen) => {
  const { said, ...seen } = document;
  return {
    ...seen,
    opted_out: said?.isOptedOut ?? false,
    ownership_proofs: said?.ownershipProofs ?? [],
    said_hash: said === null ? null : hashOf(document),
  };
};

const WANTED = `
  SELECT o.documents_read_at IS NULL AS "isFirst",
    ARRAY(SELECT url FROM document_request WHERE origin = o.origin) AS requests,
    ARRAY(SELECT url FROM (
        SELECT url, requested_at AS at FROM document_request WHERE origin = o.origin AND url <> o.origin
        UNION SELECT url, read_at FROM origin_document WHERE origin = o.origin AND via = 'registrant' AND ok AND found > 0
      ) AS named GROUP BY url ORDER BY max(at) DESC LIMIT $2) AS registered,
    ARRAY(SELECT DISTINCT url FROM target WHERE origin = o.origin AND tool_name IS NOT NULL ORDER BY 1 LIMIT $3) AS servers,
    EXISTS (SELECT FROM listing l WHERE l.origin = o.origin AND l.state IN ('LISTED', 'STALE', 'FREE')) AS "isSelling"
  FROM origin o WHERE o.origin = $1`;

/** What could not be read says what it said. */
const UPSERT_DOCUMENTS = `
  INSERT INTO origin_document AS d (origin, url, kind, via, ok, found, reason, opted_out, ownership_proofs, said_hash, read_at)
  SELECT $1, r.url, r.kind, r.via, r.ok, r.found, r.reason, r.opted_out, r.ownership_proofs, r.said_hash, $3
  FROM json_to_recordset($2::json) AS r(url text, kind text, via text, ok boolean, found integer, reason text,
    opted_out boolean, ownership_proofs text[], said_hash bytea)
  ON CONFLICT (origin, url) DO UPDATE SET kind = excluded.kind, via = excluded.via, ok = excluded.ok, found = excluded.found,
    reason = excluded.reason, read_at = excluded.read_at,
    opted_out = CASE WHEN excluded.said_hash IS NULL THEN d.opted_out ELSE excluded.opted_out END,
    ownership_proofs = CASE WHEN excluded.said_hash IS NULL THEN d.ownership_proofs ELSE excluded.ownership_proofs END,
    said_hash = coalesce(excluded.said_hash, d.said_hash)`;

/**
 * Read again by itself where something is listed here, or would be but for the origin's own word; at once where somebody
 * has come meanwhile.
 */
const END_READING = `
  WITH answered AS (DELETE FROM document_request WHERE origin = $1 AND url = ANY ($4))
  UPDATE origin o SET documents_read_at = $2::timestamptz, documents_due_at = CASE
    WHEN EXISTS (SELECT FROM document_request r WHERE r.origin = o.origin AND NOT r.url = ANY ($4)) THEN $2::timestamptz
    WHEN EXISTS (SELECT FROM listing l WHERE l.origin = o.origin AND (l.state IN ('LISTED', 'STALE', 'FREE')
      OR (l.state = 'DELISTED' AND l.state_reason = 'opted-out'))) THEN $3::timestamptz END
  WHERE o.origin = $1`;
