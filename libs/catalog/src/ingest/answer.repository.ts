import { hash } from 'node:crypto';

import { type EntityManager } from 'typeorm';

import { type Observed, type ObservedAnswer } from './observed.js';
import { asBytea, asRows } from './rows.js';

/** A probe that was answered. */
interface Answered extends Observed {
  readonly answer: ObservedAnswer;
}

/** Different answers of one target, of which each may be as large as an answer may be. */
const ANSWERS_PER_TARGET_MAX = 8;

/** Keeps raw answers, once per target and fingerprint. */
export class AnswerRepository {
  /**
   * Of answers that say the same the latest that taught something is kept whole: those that taught nothing are known by
   * when, and how, they were asked for. Gives the kept answer's id by target.
   */
  async keep(
    manager: EntityManager,
    batch: readonly Observed[],
    isSame: (observed: Observed) => boolean,
  ): Promise<Map<string, string>> {
    const answered = batch.filter(isAnswered);
    // Of what is no challenge, more counts than its fingerprint says: when to come back, above all.
    const again = answered.filter((observed) => observed.reading !== null && isSame(observed));
    const touched = await this.touch(manager, again);
    const whole = answered.filter(({ targetId }) => !touched.has(targetId));
    return new Map([...touched, ...(await this.upsert(manager, whole))]);
  }

  /** Served by observation_target_fingerprint; no indexed column is written. */
  private async touch(manager: EntityManager, batch: readonly Answered[]): Promise<Map<string, string>> {
    if (batch.length === 0) return new Map();
    const [ids]: [{ id: string; target_id: string }[], number] = await manager.query(
      `UPDATE observation o SET last_seen_at = r.at, url = r.url, method = r.method, status = r.status,
         moved_to = r.moved_to, beside = r.beside
       FROM json_to_recordset($1::json) AS r(target_id bigint, fingerprint bytea, at timestamptz, url text, method text,
         status smallint, moved_to text, beside text)
       WHERE o.target_id = r.target_id AND o.fingerprint = r.fingerprint RETURNING o.id, o.target_id`,
      [asRows(batch.map(askedRow))],
    );
    return new Map(ids.map(({ id, target_id }) => [target_id, id]));
  }

  private async upsert(manager: EntityManager, batch: readonly Answered[]): Promise<Map<string, string>> {
    if (batch.length === 0) return new Map();
    const rows = batch.map((observed) => ({
      ...askedRow(observed),
      headers: JSON.stringify(observed.answer.headers),
      body: asBytea(observed.answer.body),
    }));
    const kept: { id: string; target_id: string; is_new: boolean }[] = await manager.query(
      `INSERT INTO observation (target_id, fingerprint, first_seen_at, last_seen_at, url, method, status, headers, body, moved_to, beside)
       SELECT r.target_id, r.fingerprint, r.at, r.at, r.url, r.method, r.status, r.headers, r.body, r.moved_to, r.beside
       FROM json_to_recordset($1::json) AS r(target_id bigint, fingerprint bytea, at timestamptz, url text, method text,
         status smallint, headers text, body bytea, moved_to text, beside text)
       ON CONFLICT (target_id, fingerprint) DO UPDATE SET last_seen_at = excluded.last_seen_at, url = excluded.url,
         method = excluded.method, status = excluded.status, headers = excluded.headers,
         moved_to = excluded.moved_to, beside = excluded.beside,
         -- The same bytes are not stored out of line again.
         body = CASE WHEN observation.body = excluded.body THEN observation.body ELSE excluded.body END
       RETURNING id, target_id, first_seen_at = last_seen_at AS is_new`,
      [asRows(rows)],
    );
    const grown = kept.flatMap((row) => (row.is_new ? [row.target_id] : []));
    if (grown.length > 0) await this.forgetOld(manager, grown);
    return new Map(kept.map(({ id, target_id }) => [target_id, id]));
  }

  /** An endpoint that says something new at every probe keeps the latest only. Served by observation_target_fingerprint. */
  private async forgetOld(manager: EntityManager, targetIds: readonly string[]): Promise<void> {
    await manager.query(
      `DELETE FROM observation WHERE id IN (
         SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY target_id ORDER BY last_seen_at DESC, id DESC) AS age
                         FROM observation WHERE target_id = ANY ($1::bigint[])) AS ranked WHERE age > $2)`,
      [targetIds, ANSWERS_PER_TARGET_MAX],
    );
  }
}

const isAnswered = (observed: Observed): observed is Answered => observed.answer !== null;

const askedRow = ({ targetId, at, url, answer, reading }: Answered) => ({
  target_id: targetId,
  fingerprint: asBytea(fingerprintOf(answer, reading?.fingerprint ?? null)),
  at,
  url,
  method: answer.method,
  status: answer.status,
  moved_to: answer.movedTo,
  beside: answer.beside.length === 0 ? null : JSON.stringify(answer.beside),
});

/** A challenge by what it says, a 402 we cannot read by its bytes; any other answer by its kind, so that a changing page is kept once. */
function fingerprintOf({ status, headers, body }: ObservedAnswer, fingerprint: string | null): Uint8Array {
  if (fingerprint !== null) return hash('sha256', fingerprint, 'buffer');
  const kind = Buffer.from(`${status} ${headers['content-type'] ?? ''}`);
  const bytes = status === 402 ? [Buffer.from(headers['payment-required'] ?? ''), body] : [];
  return hash('sha256', Buffer.concat([kind, ...bytes]), 'buffer');
}
