import { createHash } from 'node:crypto';

import { type EntityManager } from 'typeorm';

import { keyText } from '../listing/listing-key.js';
import { originWaitOf, reasonOf } from '../state/evidence.js';
import { KEEP_UPTIME } from '../status/uptime.repository.js';
import { type ListingLoadRepository } from './listing-load.repository.js';
import { type Observed } from './observed.js';
import { type KnownForObservations, type ObservationPlan } from './plan-observations.js';
import { asBytea, asRows } from './rows.js';

interface ProbedBefore {
  /** By target: its last probe that was stored. One that is not later has been stored already. */
  readonly probedAt: ReadonlyMap<string, Date | null>;
  /** By listing: the last probe of any of its targets. */
  readonly lastProbedAt: ReadonlyMap<string, Date | null>;
}

interface TargetRow {
  id: string;
  listing_id: string;
  probed_at: Date | null;
  next_probe_at: Date | null;
  on_trial: boolean;
  last_probed_at: Date | null;
}

/** The SQL of observations. All of it runs in one transaction that holds the origins of the batch. */
export class ObservationRepository {
  constructor(private readonly listings: ListingLoadRepository) {}

  /** Locks the origins whose lease still stands and names them; what was seen under a lost lease does not count. */
  async lockLeased(manager: EntityManager, batch: readonly Observed[], now: Date): Promise<Set<string>> {
    const leases = [
      ...new Map(
        batch.map(({ origin, leaseToken }) => [origin, { origin, lease_token: leaseToken }]),
      ).values(),
    ];
    const rows: { origin: string; lease_token: string }[] = await manager.query(
      `SELECT o.origin, o.lease_token FROM origin o
       JOIN json_to_recordset($1::json) AS r(origin text, lease_token bigint) ON o.origin = r.origin AND o.lease_token = r.lease_token
       WHERE o.leased_until > $2 ORDER BY o.origin FOR NO KEY UPDATE OF o`,
      [asRows(leases), now],
    );
    return new Set(rows.map((row) => leaseText(row.origin, row.lease_token)));
  }

  async known(
    manager: EntityManager,
    batch: readonly Pick<Observed, 'targetId' | 'reading'>[],
  ): Promise<KnownForObservations & ProbedBefore> {
    const rows: TargetRow[] = await manager.query(
      `SELECT t.id, t.listing_id, t.probed_at, t.next_probe_at, t.on_trial, l.last_probed_at
       FROM target t JOIN listing l ON l.id = t.listing_id WHERE t.id = ANY ($1::bigint[])`,
      [batch.map(({ targetId }) => targetId)],
    );
    const records = await this.listings.byId(manager, [...new Set(rows.map((row) => row.listing_id))]);
    const resources = batch.flatMap(({ reading }) => (reading === null ? [] : [reading.resource]));
    const owners = await this.listings.byResource(manager, [...new Set(resources)]);
    return {
      probedAt: new Map(rows.map((row) => [row.id, row.probed_at])),
      lastProbedAt: new Map(rows.map((row) => [row.listing_id, row.last_probed_at])),
      listingOf: new Map(
        rows.flatMap(({ id, listing_id }) => {
          const record = records.get(listing_id);
          return record === undefined ? [] : [[id, record] as const];
        }),
      ),
      aliases: new Set(rows.filter((row) => row.next_probe_at === null || row.on_trial).map((row) => row.id)),
      offersOf: await this.listings.offersOf(manager, [...new Set([...records.keys(), ...owners.keys()])]),
      ownerOf: new Map([...owners.values()].map((listing) => [keyText(listing), listing.id])),
    };
  }

  /** Probe rows and raw answers. Gives the probe's id by target. */
  async addProbes(
    manager: EntityManager,
    batch: readonly Observed[],
    known: KnownForObservations,
  ): Promise<Map<string, string>> {
    const kept = batch.filter(({ targetId }) => known.listingOf.has(targetId));
    const observationIds = await this.keepAnswers(manager, kept);
    await this.forgetOldAnswers(manager, kept);
    const rows = kept.map((observed) => ({
      target_id: observed.targetId,
      listing_id: known.listingOf.get(observed.targetId)?.id,
      at: observed.at,
      url: observed.url,
      method: observed.method,
      status: observed.answer?.status ?? null,
      ms: observed.ms,
      reason: reasonOf(observed.evidence),
      payable: observed.evidence.kind === 'payable',
      observation_id: observationIds.get(observed.targetId) ?? null,
      issues: observed.issues.length === 0 ? null : JSON.stringify(observed.issues),
    }));
    const ids: { id: string; target_id: string }[] = await manager.query(
      `INSERT INTO probe (target_id, listing_id, at, url, method, status, ms, reason, payable, observation_id, issues)
       SELECT * FROM json_to_recordset($1::json) AS r(target_id bigint, listing_id text, at timestamptz, url text, method text,
         status smallint, ms integer, reason text, payable boolean, observation_id bigint, issues text)
       RETURNING id, target_id`,
      [asRows(rows)],
    );
    // A failure of another name says nothing of the listing.
    const telling = asRows(rows.filter((row) => row.payable || !known.aliases.has(row.target_id)));
    await manager.query(KEEP_HEALTH, [telling]);
    await manager.query(KEEP_UPTIME, [telling]);
    return new Map(ids.map(({ id, target_id }) => [target_id, id]));
  }

  /** An endpoint that says something new at every probe keeps the latest only. Served by observation_target_fingerprint. */
  private async forgetOldAnswers(manager: EntityManager, batch: readonly Observed[]): Promise<void> {
    await manager.query(
      `DELETE FROM observation WHERE id IN (
         SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY target_id ORDER BY last_seen_at DESC, id DESC) AS age
                         FROM observation WHERE target_id = ANY ($1::bigint[])) AS ranked WHERE age > $2)`,
      [batch.map(({ targetId }) => targetId), ANSWERS_PER_TARGET_MAX],
    );
  }

  /** Answers are kept once per fingerprint: the latest of those that say the same. */
  private async keepAnswers(
    manager: EntityManager,
    batch: readonly Observed[],
  ): Promise<Map<string, string>> {
    const rows = batch.flatMap(({ targetId, at, url, answer, reading }) =>
      answer === null
        ? []
        : [
            {
              target_id: targetId,
              fingerprint: asBytea(fingerprintOf(answer, reading?.fingerprint ?? null)),
              at,
              url,
              method: answer.method,
              status: answer.status,
              headers: JSON.stringify(answer.headers),
              body: asBytea(answer.body),
              moved_to: answer.movedTo,
              beside: answer.beside.length === 0 ? null : JSON.stringify(answer.beside),
            },
          ],
    );
    if (rows.length === 0) return new Map();
    const ids: { id: string; target_id: string }[] = await manager.query(
      `INSERT INTO observation (target_id, fingerprint, first_seen_at, last_seen_at, url, method, status, headers, body, moved_to, beside)
       SELECT r.target_id, r.fingerprint, r.at, r.at, r.url, r.method, r.status, r.headers, r.body, r.moved_to, r.beside
       FROM json_to_recordset($1::json) AS r(target_id bigint, fingerprint bytea, at timestamptz, url text, method text,
         status smallint, headers text, body bytea, moved_to text, beside text)
       ON CONFLICT (target_id, fingerprint) DO UPDATE SET last_seen_at = excluded.last_seen_at, url = excluded.url,
         method = excluded.method, status = excluded.status, headers = excluded.headers,
         moved_to = excluded.moved_to, beside = excluded.beside,
         -- The same bytes are not stored out of line again.
         body = CASE WHEN observation.body = excluded.body THEN observation.body ELSE excluded.body END
       RETURNING id, target_id`,
      [asRows(rows)],
    );
    return new Map(ids.map(({ id, target_id }) => [target_id, id]));
  }

  async updateTargets(manager: EntityManager, { targets }: ObservationPlan): Promise<void> {
    const rows = targets.map((target) => ({
      id: target.targetId,
      listing_id: target.listingId,
      probed_at: target.at,
      next_probe_at: target.nextProbeAt,
      wait_until: target.waitUntil,
    }));
    await manager.query(
      `UPDATE target t SET listing_id = r.listing_id, probed_at = r.probed_at, next_probe_at = r.next_probe_at,
         wait_until = r.wait_until, on_trial = false, requested_at = NULL, example = NULL
       FROM json_to_recordset($1::json) AS r(id bigint, listing_id text, probed_at timestamptz, next_probe_at timestamptz,
         wait_until timestamptz)
       WHERE t.id = r.id`,
      [asRows(rows)],
    );
    await this.lead(
      manager,
      targets.filter((target) => target.leads),
    );
  }

  /**
   * A listing that answers is probed by the target that found it; its other targets are aliases, and whoever waited
   * for a probe of one of them has it now.
   */
  async lead(
    manager: EntityManager,
    leads: readonly { readonly targetId: string; readonly listingId: string }[],
  ): Promise<void> {
    if (leads.length === 0) return;
    await manager.query(
      `UPDATE target SET next_probe_at = NULL, on_trial = false, requested_at = NULL
       WHERE listing_id = ANY ($1) AND next_probe_at IS NOT NULL AND NOT id = ANY ($2::bigint[])`,
      [leads.map((target) => target.listingId), leads.map((target) => target.targetId)],
    );
  }

  /** Where what leads has begun to fail, the plain URL is tried, if anybody ever named it. Served by target_listing. */
  async tryPlainUrls(manager: EntityManager, { stateChanges }: ObservationPlan): Promise<void> {
    const failing = stateChanges.filter(({ listing }) => listing.standing.state === 'STALE');
    const [first] = failing;
    if (first === undefined) return;
    await manager.query(
      `UPDATE target SET next_probe_at = $2, on_trial = true WHERE next_probe_at IS NULL AND id IN (
         SELECT t.id FROM target t JOIN listing l ON l.id = t.listing_id
         WHERE l.id = ANY ($1) AND t.url = l.resource)`,
      [failing.map(({ listing }) => listing.id), first.at],
    );
  }

  /** How long each origin asked us to stay away, as its answers said. */
  async keepWaits(manager: EntityManager, batch: readonly Observed[]): Promise<void> {
    const waits = batch.flatMap(({ origin, evidence, at }) => {
      const until = originWaitOf(evidence, at);
      return until === null ? [] : [{ origin, wait_until: until }];
    });
    if (waits.length === 0) return;
    await manager.query(
      `UPDATE origin o SET wait_until = greatest(o.wait_until, r.wait_until)
       FROM (SELECT origin, max(wait_until) AS wait_until
             FROM json_to_recordset($1::json) AS w(origin text, wait_until timestamptz) GROUP BY origin) AS r
       WHERE o.origin = r.origin`,
      [asRows(waits)],
    );
  }
}

/** Different answers of one target, of which each may be as large as an answer may be. */
const ANSWERS_PER_TARGET_MAX = 8;

/** Times kept of an hour: more answers than that come from people who register again and again. */
const MS_PER_HOUR_MAX = 16;

const KEEP_HEALTH = `
  INSERT INTO health_hour AS h (listing_id, hour, reason, probes, ms)
  SELECT listing_id, date_trunc('hour', at, 'UTC'), reason, count(*),
    (coalesce(array_agg(ms) FILTER (WHERE ms IS NOT NULL AND status IS NOT NULL), '{}'))[1:${MS_PER_HOUR_MAX}]
  FROM json_to_recordset($1::json) AS r(listing_id text, at timestamptz, reason text, status smallint, ms integer)
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (listing_id, hour, reason) DO UPDATE
    SET probes = h.probes + excluded.probes, ms = (h.ms || excluded.ms)[1:${MS_PER_HOUR_MAX}]`;

export const leaseText = (origin: string, leaseToken: string): string => `${leaseToken} ${origin}`;

/** A challenge by what it says, a 402 we cannot read by its bytes; any other answer by its kind, so that a changing page is kept once. */
function fingerprintOf(answer: NonNullable<Observed['answer']>, fingerprint: string | null): Uint8Array {
  const hash = createHash('sha256');
  if (fingerprint !== null) return hash.update(fingerprint).digest();
  hash.update(`${answer.status} ${answer.headers['content-type'] ?? ''}`);
  if (answer.status === 402) hash.update(answer.headers['payment-required'] ?? '').update(answer.body);
  return hash.digest();
}
