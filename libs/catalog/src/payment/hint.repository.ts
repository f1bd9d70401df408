import { type DataSource } from 'typeorm';

import { type Sighted } from '../ingest/sighted.js';
import { targetText } from '../ingest/plan-sightings.js';
import { asRows } from '../ingest/rows.js';
import { SourceRoom, SOURCE_TARGETS_MAX } from '../source/source-room.js';
import { SourceRoomRepository } from '../source/source-room.repository.js';

/** Probes that one source may have asked for and that have not come yet. */
const WAITING_MAX = 100;
/** Who was probed within that time has been heard. */
const PROBED_MS = 3_600_000;

/** What a source's hints may cause. */
export class HintRepository {
  private readonly rooms: SourceRoomRepository;

  constructor(private readonly database: DataSource) {
    this.rooms = new SourceRoomRepository(database);
  }

  /** Room for new targets, counted only where there are any. */
  async admit(sourceId: string, batch: readonly Sighted[]): Promise<ReadonlySet<Sighted>> {
    const known = await this.rooms.known(batch);
    if (!known.includes(false)) return new Set(batch);
    const [row] = await this.database.query<{ targets_max: number | null }[]>(
      'SELECT targets_max FROM source WHERE id = $1',
      [sourceId],
    );
    const room = await SourceRoom.of(this.rooms, sourceId, row?.targets_max ?? SOURCE_TARGETS_MAX);
    return new Set(await room.admit(batch));
  }

  /**
   * By targetText: of targets that somebody has just paid at, those that our probes found wanting and wait to try again: that they sell
   * is news. No source has more than a hundred such wishes open at once. Served by target_key, target_requested.
   */
  async worthAsking(sourceId: string, batch: readonly Sighted[], now: Date): Promise<ReadonlySet<string>> {
    const named = batch.map(({ url, method, toolName }, index) => ({
      index,
      url,
      method,
      tool_name: toolName,
    }));
    const rows = await this.database.query<{ index: number }[]>(
      `SELECT min(r.index) AS index
       FROM json_to_recordset($1::json) AS r(index integer, url text, method text, tool_name text)
       JOIN target t ON t.url = r.url AND t.method IS NOT DISTINCT FROM r.method AND t.tool_name IS NOT DISTINCT FROM r.tool_name
       JOIN listing l ON l.id = t.listing_id
       WHERE l.state IN ('PENDING', 'STALE', 'UNREACHABLE', 'REFUSED', 'RETIRED') AND t.requested_at IS NULL
         AND l.last_probed_at < $2
       GROUP BY t.id ORDER BY 1
       LIMIT greatest(0, $4 - (SELECT count(*) FROM target w JOIN sighting s ON s.target_id = w.id
                               WHERE w.requested_at IS NOT NULL AND w.next_probe_at IS NOT NULL AND s.source_id = $3))`,
      [asRows(named), new Date(now.getTime() - PROBED_MS), sourceId, WAITING_MAX],
    );
    return new Set(rows.flatMap(({ index }) => batch.slice(index, index + 1).map(targetText)));
  }
}
