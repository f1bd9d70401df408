import { type EntityManager } from 'typeorm';

import { reasonOf } from '../state/evidence.js';
import { UPTIMES, movesUptime } from '../status/uptime.repository.js';
import { AnswerRepository } from './answer.repository.js';
import { type Uptimes } from './listing-row.js';
import { type ProbesStored } from './listing-write.repository.js';
import { type Observed } from './observed.js';
import { asRows } from './rows.js';
import { type KnownTarget } from './same-again.js';

/** Times kept of an hour: more answers than that come from people who register again and again. */
const MS_PER_HOUR_MAX = 16;

type ProbeRow = ReturnType<typeof probeRow>;

/** Stores that targets were probed: raw answers, probes, and the health of their listings. */
export class ProbeWriteRepository {
  private readonly answers = new AnswerRepository();

  /** @param isSame which probes showed nothing that was not known */
  async add(
    manager: EntityManager,
    batch: readonly Observed[],
    known: ReadonlyMap<string, KnownTarget>,
    isSame: (observed: Observed) => boolean,
  ): Promise<ProbesStored> {
    const answerIds = await this.answers.keep(manager, batch, isSame);
    const rows = batch.flatMap((observed) => {
      const target = known.get(observed.targetId);
      const answerId = answerIds.get(observed.targetId) ?? null;
      return target === undefined ? [] : [probeRow(observed, target, answerId)];
    });
    const ids: { id: string; target_id: string }[] = await manager.query(ADD_PROBES, [asRows(rows)]);
    // A failure of another name says nothing of the listing.
    const telling = rows.filter((row) => row.payable || known.get(row.target_id)?.isAlias === false);
    if (telling.length > 0) await manager.query(KEEP_HEALTH, [asRows(telling)]);
    return {
      probeIds: new Map(ids.map(({ id, target_id }) => [target_id, id])),
      uptimes: await this.uptimes(manager, telling, known),
    };
  }

  /** Of the listings whose share of 30 days is another one now, as of the latest of these probes. */
  private async uptimes(
    manager: EntityManager,
    rows: readonly ProbeRow[],
    known: ReadonlyMap<string, KnownTarget>,
  ): Promise<Uptimes> {
    const moving = new Set(
      rows.flatMap(({ listing_id, target_id, reason }) =>
        movesUptime(known.get(target_id)?.uptime ?? null, reason) ? [listing_id] : [],
      ),
    );
    if (moving.size === 0) return new Map();
    const latest = new Map<string, Date>();
    for (const { listing_id, at } of rows) {
      const before = latest.get(listing_id);
      if (moving.has(listing_id) && (before === undefined || before < at)) latest.set(listing_id, at);
    }
    const asked = [...latest].map(([listing_id, at]) => ({ listing_id, at }));
    const shares: { listing_id: string; uptime: number }[] = await manager.query(UPTIMES, [asRows(asked)]);
    return new Map(shares.map(({ listing_id, uptime }) => [listing_id, uptime]));
  }
}

const probeRow = (observed: Observed, { listing }: KnownTarget, answerId: string | null) => ({
  target_id: observed.targetId,
  listing_id: listing.id,
  at: observed.at,
  url: observed.url,
  method: observed.method,
  status: observed.answer?.status ?? null,
  ms: observed.ms,
  reason: reasonOf(observed.evidence),
  payable: observed.evidence.kind === 'payable',
  observation_id: answerId,
  issues: observed.issues.length === 0 ? null : JSON.stringify(observed.issues),
});

const ADD_PROBES = `
  INSERT INTO probe (target_id, listing_id, at, url, method, status, ms, reason, payable, observation_id, issues)
  SELECT * FROM json_to_recordset($1::json) AS r(target_id bigint, listing_id text, at timestamptz, url text, method text,
    status smallint, ms integer, reason text, payable boolean, observation_id bigint, issues text)
  RETURNING id, target_id`;

const KEEP_HEALTH = `
  INSERT INTO health_hour AS h (listing_id, hour, reason, probes, ms)
  SELECT listing_id, date_trunc('hour', at, 'UTC'), reason, count(*),
    (coalesce(array_agg(ms) FILTER (WHERE ms IS NOT NULL AND status IS NOT NULL), '{}'))[1:${MS_PER_HOUR_MAX}]
  FROM json_to_recordset($1::json) AS r(listing_id text, at timestamptz, reason text, status smallint, ms integer)
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (listing_id, hour, reason) DO UPDATE
    SET probes = h.probes + excluded.probes, ms = (h.ms || excluded.ms)[1:${MS_PER_HOUR_MAX}]`;
