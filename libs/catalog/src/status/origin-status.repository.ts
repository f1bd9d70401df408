import { type DataSource } from 'typeorm';

import { Parameters } from '../filter/filter-sql.repository.js';
import { type ListingSummary, summaryColumns } from '../listing/listing-summary.repository.js';
import { fromRow } from '../row.js';
import { type ListingState } from '../state/listing-state.js';
import { type OriginCounts } from './origin-status.js';

/** A target that was refused at the door and has no listing. */
export interface RefusedTarget {
  readonly id: string;
  readonly url: string;
  readonly method: string | null;
  readonly toolName: string | null;
  readonly reason: string;
}

/**
 * What stands under an origin. It may have two names: a plain http one counts to its https twin, and what answers over
 * plain http alone is listed under that. Merged listings are left out: others stand in their place.
 */
export class OriginStatusRepository {
  constructor(private readonly database: DataSource) {}

  /** Null where nobody has named anything under it. Served by listing_origin, target_refused. */
  async counts(origins: readonly string[]): Promise<OriginCounts | null> {
    const rows = await this.database.query<object[]>(COUNTS, [origins]);
    const [first] = rows.map(fromRow<Omit<OriginCounts, 'states'>>);
    if (first === undefined) return null;
    const { robotsKind, waitUntil, documentsReadAt } = first;
    const states = rows.map(fromRow<OriginCounts['states'][number] | { readonly state: null }>);
    return {
      robotsKind,
      waitUntil,
      documentsReadAt,
      states: states.filter((counted) => counted.state !== null),
    };
  }

  /** By resource, then id. Keyset; served by listing_origin. */
  async listings(
    origins: readonly string[],
    states: readonly ListingState[] | undefined,
    afterId: string | null,
    limit: number,
  ): Promise<ListingSummary[]> {
    const parameters = new Parameters();
    const conditions = [`l.origin = ANY (${parameters.add(origins)})`, 'l.merged_into IS NULL'];
    if (states !== undefined) conditions.push(`l.state = ANY (${parameters.add(states)})`);
    if (afterId !== null)
      conditions.push(
        `(${PLACE}) > (SELECT ${PLACE} FROM listing l WHERE l.id = ${parameters.add(afterId)})`,
      );
    const rows = await this.database.query<object[]>(
      `SELECT ${summaryColumns('l')} FROM listing l WHERE ${conditions.join(' AND ')}
       ORDER BY ${PLACE} LIMIT ${parameters.add(limit)}`,
      parameters.values,
    );
    return rows.map(fromRow<ListingSummary>);
  }

  /** In the order they were named; targets are filed under the https twin alone. Keyset; served by target_refused. */
  async refused(origin: string, afterId: string, limit: number): Promise<RefusedTarget[]> {
    return this.database.query(
      `SELECT id, url, method, tool_name AS "toolName", refused_reason AS reason FROM target
       WHERE origin = $1 AND listing_id IS NULL AND id > $2::bigint ORDER BY id LIMIT $3`,
      [origin, afterId, limit],
    );
  }
}

/** By bytes, so that no server's language puts them in another order. */
const PLACE = 'l.resource COLLATE "C", l.id COLLATE "C"';

/** One row a state; one without a state where the origin is known and nothing stands there any more. */
const COUNTS = `
  SELECT o.robots_kind, o.wait_until, o.documents_read_at, counted.state, sum(count)::int AS count, sum(opted_out)::int AS opted_out,
    sum(kept_off)::int AS kept_off
  FROM (SELECT) AS one
  LEFT JOIN (SELECT * FROM origin WHERE origin = ANY ($1) ORDER BY origin DESC LIMIT 1) AS o ON true
  LEFT JOIN (
    SELECT l.state, count(*), count(*) FILTER (WHERE l.state_reason = 'opted-out') AS opted_out,
      count(*) FILTER (WHERE l.state_facts::json ->> 'robotsSince' IS NOT NULL) AS kept_off
    FROM listing l WHERE l.origin = ANY ($1) AND l.merged_into IS NULL GROUP BY 1
    UNION ALL
    SELECT 'REFUSED', count(*), 0, 0 FROM target t WHERE t.origin = ANY ($1) AND t.listing_id IS NULL HAVING count(*) > 0
  ) AS counted ON true
  WHERE o.origin IS NOT NULL OR counted.state IS NOT NULL GROUP BY 1, 2, 3, 4`;
