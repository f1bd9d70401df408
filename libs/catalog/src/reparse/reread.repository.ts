import { type EntityManager } from 'typeorm';

import { asBytea, asRows } from '../ingest/rows.js';
import { type Reread } from './reread.js';
import { type RereadPlan } from './plan-rereads.js';

/** The SQL that only reading anew needs. All of it runs in one transaction that holds the origins of the batch. */
export class RereadRepository {
  /** Whoever holds an origin writes its listings: a probe of it waits, and is then the later one. */
  async lockOrigins(manager: EntityManager, batch: readonly Reread[]): Promise<void> {
    await manager.query('SELECT FROM origin WHERE origin = ANY ($1) ORDER BY origin FOR NO KEY UPDATE', [
      [...new Set(batch.map(({ origin }) => origin))],
    ]);
  }

  /** By target: the probe that was answered what is read anew: it stands behind a change of state. */
  async probesBehind(
    manager: EntityManager,
    batch: readonly Reread[],
    { stateChanges }: RereadPlan,
  ): Promise<Map<string, string>> {
    const moved = new Set(stateChanges.map(({ targetId }) => targetId));
    const rows = batch.flatMap(({ targetId, probedAt }) =>
      moved.has(targetId) ? [{ target_id: targetId, at: probedAt }] : [],
    );
    if (rows.length === 0) return new Map();
    const probes: { id: string; target_id: string }[] = await manager.query(
      `SELECT p.id, p.target_id FROM json_to_recordset($1::json) AS r(target_id bigint, at timestamptz)
       JOIN target t ON t.id = r.target_id
       JOIN probe p ON p.listing_id = t.listing_id AND p.at = r.at AND p.target_id = r.target_id`,
      [asRows(rows)],
    );
    return new Map(probes.map(({ id, target_id }) => [target_id, id]));
  }

  /** What is remembered beside the document. No version, no change: nobody sees it. */
  async settle(manager: EntityManager, { settled }: RereadPlan): Promise<void> {
    if (settled.length === 0) return;
    const rows = settled.map(({ id, standing: { facts }, documentHash }) => ({
      id,
      state_facts: JSON.stringify(facts),
      consecutive_failures: facts.failures,
      document_hash: asBytea(documentHash),
    }));
    await manager.query(
      `UPDATE listing l SET state_facts = r.state_facts, consecutive_failures = r.consecutive_failures,
         document_hash = r.document_hash
       FROM json_to_recordset($1::json) AS r(id text, state_facts text, consecutive_failures integer, document_hash bytea)
       WHERE l.id = r.id`,
      [asRows(rows)],
    );
  }
}
