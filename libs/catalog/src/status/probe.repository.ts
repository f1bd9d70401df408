import { type Challenge, type Issue } from '@bazaar/x402';
import { type DataSource } from 'typeorm';

import { mayBeChallengeSql } from '../probe/answer-kind.repository.js';
import { fromRow } from '../row.js';
import { type ProbeView } from './listing-status.js';
import { type AnsweredProbe, challengeOf } from './probe-challenge.js';

const BODY_BYTES_MAX = 2_048;

interface ProbeRow extends Omit<ProbeView, 'bodyStart' | 'issues'> {
  readonly id: string;
  readonly listingId: string;
  readonly body: Buffer | null;
  readonly issues: string | null;
}

/** Reads probes, as long as they are kept, with what is kept of their answers. */
export class ProbeRepository {
  constructor(private readonly database: DataSource) {}

  /** The last probe of each listing, null where there was none. Served by probe_listing. */
  async last(listingIds: readonly string[]): Promise<(ProbeView | null)[]> {
    const rows = await this.rows(
      `unnest($1::text[]) AS asked(id)
       CROSS JOIN LATERAL (SELECT * FROM probe WHERE probe.listing_id = asked.id ORDER BY at DESC LIMIT 1) AS p`,
      listingIds,
    );
    const byListing = new Map(rows.map((row) => [row.listingId, viewOf(row)]));
    return listingIds.map((id) => byListing.get(id) ?? null);
  }

  /** In the order asked, null where a probe is not kept any more. Served by probe_pkey of every month. */
  async byIds(ids: readonly string[]): Promise<(ProbeView | null)[]> {
    const rows = await this.rows('unnest($1::bigint[]) AS asked(id) JOIN probe p ON p.id = asked.id', ids);
    const byId = new Map(rows.map((row) => [row.id, viewOf(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  }

  /** What each kept answer asks for, read from it as it was given; null where it holds no challenge. */
  async challenges(answerIds: readonly string[]): Promise<(Challenge | null)[]> {
    const rows = await this.database.query<object[]>(
      `SELECT o.id, o.url, o.status, o.headers, o.body, t.tool_name FROM observation o JOIN target t ON t.id = o.target_id
       WHERE o.id = ANY ($1::bigint[]) AND ${mayBeChallengeSql('o', 't.tool_name')}`,
      [answerIds],
    );
    const byId = new Map(
      rows.map((row) => {
        const answer = fromRow<AnsweredProbe & { readonly id: string }>(row);
        return [answer.id, challengeOf(answer)];
      }),
    );
    return answerIds.map((id) => byId.get(id) ?? null);
  }

  private async rows(probes: string, ids: readonly string[]): Promise<ProbeRow[]> {
    const rows = await this.database.query<object[]>(
      `SELECT p.id, p.listing_id, p.at, p.url, p.method, p.status, p.ms, p.reason, p.issues, o.id AS answer_id, o.headers,
         CASE WHEN p.status BETWEEN 200 AND 299 THEN NULL ELSE substring(o.body FOR ${BODY_BYTES_MAX}) END AS body
       FROM ${probes} LEFT JOIN observation o ON o.id = p.observation_id`,
      [ids],
    );
    return rows.map(fromRow<ProbeRow>);
  }
}

function viewOf({ id: _id, listingId: _listing, body, issues, ...probe }: ProbeRow): ProbeView {
  const bodyStart = body?.toString('utf8') ?? null;
  return { ...probe, bodyStart, issues: JSON.parse(issues ?? '[]') as Issue[] };
}
