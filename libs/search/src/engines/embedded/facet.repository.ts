import { type ListingFilter, Parameters, offerSql } from '@bazaar/catalog';
import { type DataSource } from 'typeorm';

import { FACET_VALUES_MAX, type FacetCounts, type FacetField, TOTAL_MAX } from '../../search-engine.js';
import { type MatchQuery, matchSql } from './candidate.repository.js';

/** Where a facet's values stand: on the listing, in a list of the listing, or on the offers that pass. */
const VALUES: Readonly<
  Record<FacetField, { readonly of: 'listing' | 'list' | 'offer'; readonly sql: string }>
> = {
  types: { of: 'listing', sql: 'l.type' },
  methods: { of: 'listing', sql: 'l.method' },
  origins: { of: 'listing', sql: 'l.origin' },
  states: { of: 'listing', sql: 'l.state' },
  tags: { of: 'list', sql: 'lower(l.tags::text)::text[]' },
  extensions: { of: 'list', sql: 'l.extensions' },
  categories: { of: 'list', sql: 'l.categories' },
  networks: { of: 'offer', sql: 'o.network' },
  assets: { of: 'offer', sql: 'coalesce(o.asset, o.asset_raw)' },
  schemes: { of: 'offer', sql: 'o.scheme' },
  paymentFlows: { of: 'offer', sql: `coalesce(o.payment_flow, 'authorization')` },
  priceKinds: { of: 'offer', sql: 'o.price_kind' },
  evidence: { of: 'offer', sql: 'o.evidence' },
  payability: { of: 'offer', sql: 'o.payability' },
};

/** Counts values over the matches, the best 10,000 where there are more: all asked facets in one statement. */
export class FacetRepository {
  constructor(private readonly database: DataSource) {}

  async count(query: MatchQuery, fields: readonly FacetField[]): Promise<FacetCounts[]> {
    if (fields.length === 0) return [];
    const parameters = new Parameters();
    const where = matchSql(query.filter, query.match?.(parameters) ?? null, parameters);
    const counts = fields.map(
      (field) => `SELECT * FROM (${countSql(field, query.filter, parameters)}) AS ${field}`,
    );
    const rows = await this.database.query<{ field: FacetField; value: string; count: number }[]>(
      `WITH matched AS MATERIALIZED (SELECT l.id, l.type, l.method, l.origin, l.state, l.tags, l.extensions, l.categories
         FROM search_listing l WHERE ${where} ORDER BY l.quality DESC, l.id LIMIT ${TOTAL_MAX})
       ${counts.join(' UNION ALL ')} ORDER BY field, count DESC, value`,
      parameters.values,
    );
    return fields.map((field) => ({
      field,
      counts: rows.filter((row) => row.field === field).map(({ value, count }) => ({ value, count })),
    }));
  }
}

function countSql(field: FacetField, filter: ListingFilter, parameters: Parameters): string {
  const { of, sql } = VALUES[field];
  const from = {
    listing: () => 'matched l',
    list: () => `matched l, LATERAL unnest(${sql}) AS v(value)`,
    offer: () =>
      `matched l JOIN search_offer o ON o.listing_id = l.id AND ${offerSql(filter, 'o', parameters)}`,
  }[of]();
  const value = of === 'list' ? 'v.value' : sql;
  return `SELECT '${field}' AS field, ${value} COLLATE "C" AS value, count(DISTINCT l.id)::integer AS count FROM ${from}
    WHERE ${value} IS NOT NULL GROUP BY 2 ORDER BY count DESC, value LIMIT ${FACET_VALUES_MAX}`;
}
