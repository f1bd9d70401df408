import { REGISTER, originIsHeld } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type Call } from '@bazaar/x402';
import { type DataSource } from 'typeorm';

import { type StoredRobots } from '../robots/stored-robots.js';
import { type DueTarget, type Lease, type LeaseEnd } from './lease.js';

interface LeaseRow {
  origin: string;
  domain: string;
  lease_token: string;
  bucket_tokens: number | null;
  bucket_at: Date | null;
  robots_text: string | null;
  robots_kind: StoredRobots['kind'] | null;
  robots_read_at: Date | null;
}

interface TargetRow {
  question: number;
  id: string;
  url: string;
  method: string | null;
  tool_name: string | null;
  requested: boolean;
  registered: boolean;
  probed_before: boolean;
  example: string | null;
  /** Null where no probe has shown anything. */
  own_call: string | null;
  own_method: string | null;
  own_url: string | null;
}

export interface LeaseTerms {
  /** How long an origin is held before another worker may take it over. */
  readonly leaseMs: number;
  /** Origins of one registrable domain that are taken at once: nobody's thousand names crowd the others out. */
  readonly perDomain: number;
}

/** What is due under a lease: at most so many, those left out that its holder knows of already. */
export interface DueQuestion {
  readonly lease: Lease;
  readonly limit: number;
  readonly without: readonly string[];
}

export interface EndedLease {
  readonly lease: Lease;
  readonly end: LeaseEnd;
}

/**
 * Who may ask which origin, and what is due there. A lease is a row's `leased_until` and a token that only rises: the
 * holder of an older token can no longer renew, release or store anything.
 */
export class LeaseRepository {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly terms: LeaseTerms,
  ) {}

  /** Origins where somebody waits for a probe. Never before the origin's own Retry-After. Served by target_requested. */
  async takeRequested(limit: number, crowded: readonly string[] = []): Promise<Lease[]> {
    return this.take(TAKE_REQUESTED, limit, crowded);
  }

  /** Origins where anything is due, longest due first; none of the crowded domains. Served by origin_due. */
  async takeDue(limit: number, crowded: readonly string[] = []): Promise<Lease[]> {
    return this.take(TAKE_DUE, limit, crowded);
  }

  /** Origins whose documents somebody waits for. Never before the origin's own Retry-After. */
  async takeAsked(limit: number, crowded: readonly string[] = []): Promise<Lease[]> {
    return this.take(TAKE_ASKED, limit, crowded);
  }

  /** Origins whose documents are due, longest due first. Served by origin_documents_due. */
  async takeUnread(limit: number, crowded: readonly string[] = []): Promise<Lease[]> {
    return this.take(TAKE_UNREAD, limit, crowded);
  }

  private async take(statement: string, limit: number, crowded: readonly string[]): Promise<Lease[]> {
    if (limit <= 0) return [];
    const now = this.clock.now();
    const [rows] = await this.database.query<[LeaseRow[], number]>(statement, [
      now,
      limit,
      this.until(now),
      crowded,
      this.terms.perDomain,
    ]);
    return rows.map((row) => leaseOf(row, now));
  }

  /**
   * What is due under each lease; nothing where it is lost. Targets somebody waits for and those that are merely due
   * take turns, so that no flood of registrations keeps an origin from being looked at. Of those somebody waits for,
   * listings that a probe has found go first: a stranger's thousand names that lead nowhere do not hold up an owner who
   * has mended something. Served by target_due.
   */
  async dueTargets(questions: readonly DueQuestion[]): Promise<DueTarget[][]> {
    const asked = questions.map(({ lease: { origin, token }, limit, without }, question) => ({
      ...{ question, origin, token, limit, without },
    }));
    const rows = await this.database.query<TargetRow[]>(DUE_TARGETS, [
      JSON.stringify(asked),
      this.clock.now(),
      REGISTER.id,
    ]);
    const due: DueTarget[][] = questions.map(() => []);
    for (const { question, ...row } of rows) due[question]?.push(dueTargetOf(row));
    return due;
  }

  /** Prolongs the leases that still stand; gives those that do not. */
  async renew(leases: readonly Lease[]): Promise<Lease[]> {
    if (leases.length === 0) return [];
    const now = this.clock.now();
    const [rows] = await this.database.query<[{ origin: string; lease_token: string }[], number]>(
      `WITH held AS (
         SELECT o.origin FROM origin o
         JOIN unnest($1::text[], $2::bigint[]) AS r(origin, token) ON o.origin = r.origin AND o.lease_token = r.token
         WHERE o.leased_until > $3 ORDER BY o.origin FOR NO KEY UPDATE OF o)
       UPDATE origin o SET leased_until = $4 FROM held WHERE o.origin = held.origin RETURNING o.origin, o.lease_token`,
      [leases.map(({ origin }) => origin), leases.map(({ token }) => token), now, this.until(now)],
    );
    const held = new Map(rows.map((row) => [row.origin, row.lease_token]));
    return leases.filter(({ origin, token }) => held.get(origin) !== token);
  }

  /**
   * Gives origins back, each with its bucket; one is due again with its next target. Nothing happens where a lease is
   * lost. Gives of each whether something is due there right away. The rows are locked by a statement of their own:
   * what was sighted meanwhile must be seen by the one that reads the targets.
   */
  async release(ended: readonly EndedLease[]): Promise<boolean[]> {
    const due = await this.database.transaction(async (manager) => {
      const leases = ended.map(({ lease: { origin, token } }) => ({ origin, token }));
      const held = await manager.query<{ origin: string; lease_token: string }[]>(LOCK_LEASED, [
        JSON.stringify(leases),
      ]);
      const tokens = new Map(held.map((row) => [row.origin, row.lease_token]));
      const rows = ended.filter(({ lease }) => tokens.get(lease.origin) === lease.token).map(endRow);
      if (rows.length === 0) return [];
      const [released] = await manager.query<[{ origin: string; due: boolean | null }[], number]>(RELEASE, [
        JSON.stringify(rows),
        this.clock.now(),
      ]);
      return released.filter((row) => row.due === true).map(({ origin }) => origin);
    });
    return ended.map(({ lease }) => due.includes(lease.origin));
  }

  /** Targets whose result could not be stored are left alone for a while: else they would be probed without end. */
  async postpone({ origin, token }: Lease, targetId: string, until: Date): Promise<void> {
    await this.database.query(
      `UPDATE target t SET next_probe_at = $4, requested_at = NULL
       FROM origin o WHERE t.id = $3 AND t.origin = o.origin AND o.origin = $1 AND o.lease_token = $2`,
      [origin, token, targetId, until],
    );
  }

  private until(now: Date): Date {
    return new Date(now.getTime() + this.terms.leaseMs);
  }
}

const FREE = `(leased_until IS NULL OR leased_until <= $1) AND NOT ${originIsHeld('origin', '$1')}`;

const DUE = `next_request_at <= $1 AND ${FREE}`;

const UNREAD = `documents_due_at <= $1 AND (wait_until IS NULL OR wait_until <= $1) AND ${FREE}`;

const REQUESTED = `origin IN (SELECT origin FROM target WHERE requested_at IS NOT NULL AND next_probe_at IS NOT NULL)`;

/**
 * Few of each domain, out of the longest due. Materialized: planned as a join, the pick could run more than once, and
 * lock more rows than are taken.
 */
const takeSql = (condition: string, by: 'next_request_at' | 'documents_due_at', also = 'true'): string => `
  WITH due AS (
    SELECT origin, domain, ${by} FROM origin WHERE ${condition} AND ${also} AND NOT domain = ANY ($4)
    ORDER BY ${by} LIMIT 4 * $2
  ), turns AS (
    SELECT origin, row_number() OVER (PARTITION BY domain ORDER BY ${by}) AS turn FROM due
  ), picked AS MATERIALIZED (
    SELECT origin FROM origin JOIN turns USING (origin) WHERE turn <= $5 AND ${condition}
    ORDER BY ${by} LIMIT $2 FOR NO KEY UPDATE OF origin SKIP LOCKED)
  UPDATE origin o SET lease_token = o.lease_token + 1, leased_until = $3 FROM picked WHERE o.origin = picked.origin
  RETURNING o.origin, o.domain, o.lease_token, o.bucket_tokens, o.bucket_at, o.robots_text, o.robots_kind, o.robots_read_at`;

const TAKE_DUE = takeSql(DUE, 'next_request_at');
const TAKE_REQUESTED = takeSql(DUE, 'next_request_at', REQUESTED);
const TAKE_UNREAD = takeSql(UNREAD, 'documents_due_at');
const TAKE_ASKED = takeSql(UNREAD, 'documents_due_at', 'origin IN (SELECT origin FROM document_request)');

/** A subquery of one row, which is never planned as a scan of all listings, and asked of no target that is merely due. */
const NEVER_SHOWN = `CASE WHEN d.requested_at IS NOT NULL
  THEN (SELECT known.evidence <> 'PROBED' FROM listing known WHERE known.id = d.listing_id) END`;

const DUE_TARGETS = `
  SELECT a.question, t.id, t.url, t.method, t.tool_name, t.requested_at IS NOT NULL AS requested, t.example,
    t.probed_at IS NOT NULL
      OR EXISTS (SELECT FROM target o WHERE o.listing_id = t.listing_id AND o.probed_at IS NOT NULL) AS probed_before,
    EXISTS (SELECT FROM target o JOIN sighting s ON s.target_id = o.id
            WHERE o.listing_id = t.listing_id AND s.source_id = $3) AS registered,
    l.call AS own_call, l.method AS own_method, l.example_url AS own_url
  FROM json_to_recordset($1::json) AS a(question integer, origin text, token bigint, "limit" integer, without bigint[])
    JOIN origin o ON o.origin = a.origin AND o.lease_token = a.token AND o.leased_until > $2 AND NOT ${originIsHeld('o', '$2')}
    CROSS JOIN LATERAL (
      SELECT d.*, row_number() OVER (PARTITION BY d.requested_at IS NULL
        ORDER BY ${NEVER_SHOWN}, d.requested_at, d.next_probe_at, d.id) AS turn
      FROM target d
      WHERE d.origin = a.origin AND d.next_probe_at <= $2 AND d.listing_id IS NOT NULL AND NOT d.id = ANY (a.without)
      ORDER BY turn, d.requested_at LIMIT a.limit) AS t
    LEFT JOIN listing l ON l.id = t.listing_id AND l.evidence = 'PROBED'
  ORDER BY t.turn, t.requested_at`;

const LOCK_LEASED = `
  SELECT o.origin, o.lease_token FROM origin o
  JOIN json_to_recordset($1::json) AS r(origin text, token bigint) ON o.origin = r.origin AND o.lease_token = r.token
  ORDER BY o.origin FOR NO KEY UPDATE OF o`;

/** No earlier than now: what is overdue waits its turn behind the origins that were due before. */
const RELEASE = `
  UPDATE origin o SET leased_until = NULL, bucket_tokens = r.bucket_tokens, bucket_at = r.bucket_at,
    wait_until = greatest(o.wait_until, r.wait_until),
    next_request_at = CASE WHEN due.at IS NOT NULL THEN greatest(due.at, $2::timestamptz,
      CASE WHEN NOT due.asked_anew THEN r.not_before END, r.wait_until, o.wait_until) END,
    documents_due_at = CASE WHEN r.documents_matter
      THEN coalesce(o.documents_due_at, greatest($2, o.documents_read_at + interval '1 day')) ELSE o.documents_due_at END,
    robots_kind = CASE WHEN r.robots_kind IS NULL THEN o.robots_kind ELSE r.robots_kind END,
    robots_text = CASE WHEN r.robots_kind IS NULL THEN o.robots_text ELSE r.robots_text END,
    robots_read_at = CASE WHEN r.robots_kind IS NULL THEN o.robots_read_at ELSE r.robots_read_at END
  FROM json_to_recordset($1::json) AS r(origin text, bucket_tokens double precision, bucket_at timestamptz,
      not_before timestamptz, wait_until timestamptz, taken_at timestamptz, documents_matter boolean, robots_kind text, robots_text text,
      robots_read_at timestamptz)
    CROSS JOIN LATERAL (
      SELECT min(t.next_probe_at) AS at, coalesce(bool_or(t.requested_at > r.taken_at), false) AS asked_anew
      FROM target t WHERE t.origin = r.origin AND t.next_probe_at IS NOT NULL AND t.listing_id IS NOT NULL) AS due
  WHERE o.origin = r.origin RETURNING o.origin, o.next_request_at <= $2::timestamptz AS due`;

const endRow = ({ lease, end }: EndedLease) => ({
  ...{ origin: lease.origin, taken_at: lease.takenAt },
  ...{ bucket_tokens: end.bucket.tokens, bucket_at: new Date(end.bucket.at) },
  ...{ not_before: end.notBefore, wait_until: end.waitUntil, documents_matter: end.documentsMatter },
  robots_kind: end.robots?.kind ?? null,
  robots_text: end.robots?.text ?? null,
  robots_read_at: end.robots?.readAt ?? null,
});

const leaseOf = (row: LeaseRow, takenAt: Date): Lease => ({
  origin: row.origin,
  domain: row.domain,
  token: row.lease_token,
  takenAt,
  bucket:
    row.bucket_tokens === null || row.bucket_at === null
      ? null
      : { tokens: row.bucket_tokens, at: row.bucket_at.getTime() },
  robots:
    row.robots_kind === null || row.robots_read_at === null
      ? null
      : { kind: row.robots_kind, text: row.robots_text, readAt: row.robots_read_at },
});

const dueTargetOf = ({
  tool_name,
  probed_before,
  own_call,
  own_method,
  own_url,
  ...row
}: Omit<TargetRow, 'question'>): DueTarget => ({
  ...row,
  toolName: tool_name,
  probedBefore: probed_before,
  own:
    own_call === null
      ? null
      : { call: JSON.parse(own_call) as Call, method: own_method, exampleUrl: own_url },
});
