import { type ListingFilter, Parameters, filterSql, offerSql } from '@bazaar/catalog';
import { type DataSource } from 'typeorm';

import { CANDIDATES_MAX, type SearchSort, TOTAL_MAX } from '../../search-engine.js';
import { type TextMatch } from './text-match.js';

const TABLES = { listing: 'l', offer: 'o', offerTable: 'search_offer' } as const;

export interface CandidateRow {
  readonly id: string;
  readonly content_hash: string;
  readonly relevance: number;
}

export interface Matched {
  readonly rows: readonly CandidateRow[];
  readonly total: number;
  readonly totalIsFloor: boolean;
}

/** What is asked, with the text as its own maker of SQL: it stands in several statements. */
export interface MatchQuery {
  readonly match: ((parameters: Parameters) => TextMatch) | null;
  readonly filter: ListingFilter;
  readonly sort: SearchSort;
}

/** One statement finds, counts and orders. */
export class CandidateRepository {
  constructor(private readonly database: DataSource) {}

  async find({ match, filter, sort }: MatchQuery): Promise<Matched> {
    const parameters = new Parameters();
    const text = match?.(parameters) ?? null;
    const sql = STATEMENTS[sort](filter, text, parameters);
    const rows = await this.database.query<(CandidateRow & { total: number })[]>(sql, parameters.values);
    const total = rows[0]?.total ?? 0;
    return { rows, total: Math.min(total, TOTAL_MAX), totalIsFloor: total > TOTAL_MAX };
  }

  /** Counts up to `max` each, in one statement. */
  async count(queries: readonly Pick<MatchQuery, 'match' | 'filter'>[], max: number): Promise<number[]> {
    const parameters = new Parameters();
    const counts = queries.map(({ match, filter }) => {
      const where = matchSql(filter, match?.(parameters) ?? null, parameters);
      return `(SELECT count(*)::integer FROM (SELECT FROM search_listing l WHERE ${where} LIMIT ${max}) AS matching)`;
    });
    const [row] = await this.database.query<{ counts: number[] }[]>(
      `SELECT ARRAY[${counts.join(', ')}] AS counts`,
      parameters.values,
    );
    return row?.counts ?? [];
  }
}

/** The condition that facets count under, too. */
export function matchSql(filter: ListingFilter, text: TextMatch | null, parameters: Parameters): string {
  const where = filterSql(filter, TABLES, parameters);
  return text === null ? where : `${text.condition} AND ${where}`;
}

type Statement = (filter: ListingFilter, text: TextMatch | null, parameters: Parameters) => string;

/**
 * Exact up to 10,000 matches, of more the best by quality: a word that so many listings have tells little of any of
 * them. Few matches are sorted; of many the planner walks the quality index and stops, so that no text is costly.
 */
const byRelevance: Statement = (filter, text, parameters) => `
  WITH matched AS MATERIALIZED (
    SELECT l.id, l.content_hash, l.quality, ${text?.relevance ?? '0::real'} AS relevance FROM search_listing l
    WHERE ${matchSql(filter, text, parameters)} ORDER BY l.quality DESC, l.id LIMIT ${TOTAL_MAX + 1})
  SELECT id, content_hash, relevance, (SELECT count(*)::integer FROM matched) AS total FROM matched
  ORDER BY relevance DESC, quality DESC, id LIMIT ${CANDIDATES_MAX}`;

/** Of equal values the smaller id comes first, whichever way the values go. */
const byValue =
  (value: (filter: ListingFilter, parameters: Parameters) => string, order: 'ASC' | 'DESC'): Statement =>
  (filter, text, parameters) => `
    WITH matched AS MATERIALIZED (
      SELECT l.id, ${value(filter, parameters)} AS value FROM search_listing l
      WHERE ${matchSql(filter, text, parameters)}),
    first AS (SELECT * FROM matched ORDER BY value ${order} NULLS LAST, id LIMIT ${CANDIDATES_MAX})
    SELECT l.id, l.content_hash, ${text?.relevance ?? '0::real'} AS relevance,
      (SELECT count(*)::integer FROM matched) AS total
    FROM first JOIN search_listing l USING (id) ORDER BY first.value ${order} NULLS LAST, l.id`;

/** The cheapest of the offers that pass, not of all: a price that the filter rules out orders nothing. */
const cheapest = (filter: ListingFilter, parameters: Parameters): string =>
  `(SELECT min(o.usd_micros) FROM search_offer o WHERE o.listing_id = l.id AND ${offerSql(filter, 'o', parameters)})`;

const STATEMENTS: Readonly<Record<SearchSort, Statement>> = {
  RELEVANCE: byRelevance,
  PRICE_ASC: byValue(cheapest, 'ASC'),
  PRICE_DESC: byValue(cheapest, 'DESC'),
  CHANGED_DESC: byValue(() => 'l.changed_at', 'DESC'),
};
