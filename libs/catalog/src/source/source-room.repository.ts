import { type DataSource } from 'typeorm';

import { type Sighted } from '../ingest/sighted.js';
import { asRows } from '../ingest/rows.js';
import { admitTarget } from '../target/admit-target.js';

/** What counts against the quota of a source. */
export class SourceRoomRepository {
  constructor(private readonly database: DataSource) {}

  /** Targets that this source names and no other. Served by sighting_source and sighting_pkey. */
  async alone(sourceId: string): Promise<number> {
    const [row] = await this.database.query<{ count: string }[]>(
      `SELECT count(*) FROM sighting s WHERE s.source_id = $1 AND NOT EXISTS (
         SELECT FROM sighting o WHERE o.target_id = s.target_id AND o.source_id <> $1)`,
      [sourceId],
    );
    return Number(row?.count ?? 0);
  }

  /**
   * Which of these need no room: targets that exist, and what is refused at the door anyway. Served by target_key.
   */
  async known(batch: readonly Sighted[]): Promise<boolean[]> {
    const named = batch.flatMap((sighted, index) => {
      const target = admitTarget(sighted, () => null);
      if (!target.ok) return [];
      const { url, method, toolName } = target.value;
      return [{ index, url, method, tool_name: toolName }];
    });
    const rows = await this.database.query<{ index: number }[]>(
      `SELECT r.index FROM json_to_recordset($1::json) AS r(index integer, url text, method text, tool_name text)
       WHERE NOT EXISTS (SELECT FROM target t WHERE t.url = r.url AND t.method IS NOT DISTINCT FROM r.method
                         AND t.tool_name IS NOT DISTINCT FROM r.tool_name)`,
      [asRows(named)],
    );
    const fresh = new Set(rows.map(({ index }) => index));
    return batch.map((_sighted, index) => !fresh.has(index));
  }
}
