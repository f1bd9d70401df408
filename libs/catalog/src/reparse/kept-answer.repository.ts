import { type DataSource } from 'typeorm';

import { type ObservedAnswer } from '../ingest/observed.js';
import { mayBeChallengeSql } from '../probe/answer-kind.repository.js';

/** An answer as it was kept. */
export interface KeptAnswer extends ObservedAnswer {
  readonly url: string;
  /** When it was last given. */
  readonly seenAt: Date;
}

/** A target that is probed from time to time, with what is kept of its answers. */
export interface KeptTarget {
  readonly targetId: string;
  readonly origin: string;
  readonly toolName: string | null;
  readonly probedAt: Date;
  readonly latest: KeptAnswer;
  /** The latest that may be a challenge: a 402, or what an MCP server said; often the same. */
  readonly challenge: KeptAnswer | null;
}

interface Row {
  target_id: string;
  origin: string;
  tool_name: string | null;
  probed_at: Date;
  is_challenge: boolean;
  url: string;
  method: string | null;
  status: number;
  headers: string;
  body: Buffer;
  moved_to: string | null;
  beside: string | null;
  last_seen_at: Date;
}

/** Walks over what is kept, target by target. */
export class KeptAnswerRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Targets in the order of their ids, beginning after one. Keyset: each page costs the same (target_pkey, and
   * target_due where an origin is named; observation_target_fingerprint). Those that nobody would probe are left out:
   * aliases, retired listings, and listings that were taken down.
   */
  async page(
    after: string,
    { origin, limit }: { readonly origin: string | null; readonly limit: number },
  ): Promise<KeptTarget[]> {
    const rows = await this.database.query<Row[]>(
      pageSql(origin === null ? '' : 'AND t.origin = $3'),
      origin === null ? [after, limit] : [after, limit, origin],
    );
    const byTarget = new Map<string, Row[]>();
    for (const row of rows) byTarget.set(row.target_id, [...(byTarget.get(row.target_id) ?? []), row]);
    return [...byTarget.values()].flatMap(keptTarget);
  }
}

/** At most two rows a target, the latest answer first. */
function keptTarget(rows: readonly Row[]): KeptTarget[] {
  const [first] = rows;
  if (first === undefined) return [];
  const answers = rows.map(keptAnswer);
  const challenge = answers[rows.findIndex((row) => row.is_challenge)] ?? null;
  const { target_id: targetId, tool_name: toolName, probed_at: probedAt, origin } = first;
  return answers.slice(0, 1).map((latest) => ({ targetId, origin, toolName, probedAt, latest, challenge }));
}

const keptAnswer = ({ url, method, status, body, ...row }: Row): KeptAnswer => ({
  ...{ url, method, status, body, seenAt: row.last_seen_at, movedTo: row.moved_to },
  headers: JSON.parse(row.headers) as KeptAnswer['headers'],
  beside: row.beside === null ? [] : (JSON.parse(row.beside) as KeptAnswer['beside']),
});

const IS_CHALLENGE = mayBeChallengeSql('o', 'page.tool_name');

/** The bodies are read of those answers alone that are picked. */
const pageSql = (more: string): string => `
  WITH page AS (
    SELECT t.id, t.origin, t.tool_name, t.probed_at, latest.id AS latest_id
    FROM target t JOIN listing l ON l.id = t.listing_id
      CROSS JOIN LATERAL (SELECT o.id FROM observation o WHERE o.target_id = t.id
                          ORDER BY o.last_seen_at DESC, o.id DESC LIMIT 1) AS latest
    WHERE t.id > $1 AND t.next_probe_at IS NOT NULL AND t.probed_at IS NOT NULL AND l.state <> 'DELISTED' ${more}
    ORDER BY t.id LIMIT $2)
  SELECT page.id AS target_id, page.origin, page.tool_name, page.probed_at, ${IS_CHALLENGE} AS is_challenge,
    o.url, o.method, o.status, o.headers, o.body, o.moved_to, o.beside, o.last_seen_at
  FROM page CROSS JOIN LATERAL (
      SELECT page.latest_id AS id
      UNION
      (SELECT o.id FROM observation o WHERE o.target_id = page.id AND ${IS_CHALLENGE}
       ORDER BY o.last_seen_at DESC, o.id DESC LIMIT 1)) AS picked
    JOIN observation o ON o.id = picked.id
  ORDER BY page.id, o.last_seen_at DESC, o.id DESC`;
