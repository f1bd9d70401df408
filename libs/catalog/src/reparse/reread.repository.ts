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

  /** By target: the probe that was answered what is read anew, which is what stands behind a change of state. */
  async probesBehind(manager: EntityManager, { stateChanges }: RereadPlan): Promise<Map<string, string>> {
    if (stateChanges.length === 0) return new Map();
    const rows = stateChanges.map(({ listing, targetId }) => ({
      listing_id: listing.id,
      target_id: targetId,
    }));
    const probes: { id: string; target_id: string }[] = await manager.query(
      `SELECT p.id, p.target_id FROM json_to_recordset($1::json) AS r(listing_id text, target_id bigint)
       CROSS JOIN LATERAL (SELECT id, target_id FROM probe WHERE listing_id = r.listing_id AND target_id = r.target_id
                           ORDER BY at DESC LIMIT 1) AS p`,
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
