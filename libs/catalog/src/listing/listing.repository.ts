import { AppError, type Page, pageOf } from '@bazaar/kernel';
import { type DataSource } from 'typeorm';

import { Parameters, filterSql } from '../filter/filter-sql.repository.js';
import { type ListingFilter } from '../filter/listing-filter.js';
import { type OfferSummary, type WholeOffer, offerColumns } from '../offer/offer-summary.repository.js';
import { columnOf, fromRow } from '../row.js';
import {
  type ListingSummary,
  type ListingText,
  type ListingTexts,
  summaryColumns,
} from './listing-summary.repository.js';
import { LISTING_SORTS, type ListingSort, decodeListingCursor, encodeListingCursor } from './listing-sort.js';

const COLUMNS = summaryColumns('l');
const OFFER_COLUMNS = offerColumns('o');
const TRUTH = { listing: 'l', offer: 'o', offerTable: 'offer' } as const;

/** Totals are exact up to here, and a floor above. */
export const TOTAL_EXACT_MAX = 10_000;

export interface Total {
  readonly count: number;
  readonly isFloor: boolean;
}

/** As many templates of one origin are tried: more than an origin may have listings before its owner proves it. */
const TEMPLATES_MAX = 5_000;

/** A listing in a sorted walk, and where it stands there. */
export interface BrowsedListing {
  readonly listing: ListingSummary;
  readonly cursor: string;
}

/** Reads the catalogue. Every list is bounded by its caller's limit. */
export class ListingRepository {
  constructor(private readonly database: DataSource) {}

  /** In the order asked, null where unknown. */
  async byIds(ids: readonly string[]): Promise<(ListingSummary | null)[]> {
    const listings = await this.summaries(`SELECT ${COLUMNS} FROM listing l WHERE l.id = ANY ($1)`, [ids]);
    const found = new Map(listings.map((listing) => [listing.id, listing]));
    return ids.map((id) => found.get(id) ?? null);
  }

  /**
   * What sellers wrote at length, in the order asked; null where the listing is unknown.
   *
   * @param bytesMax of all of it together
   * @throws AppError TOO_COSTLY where there is more: nothing of it is read then
   */
  async texts(
    ids: readonly string[],
    names: readonly ListingText[],
    bytesMax: number,
  ): Promise<{ readonly texts: readonly (ListingTexts | null)[]; readonly bytes: number }> {
    const columns = names.map(columnOf);
    const size = columns.map((column) => `coalesce(octet_length(${column}), 0)`).join(' + ');
    const rows = await this.database.query<({ id: string; bytes: string } & object)[]>(
      `SELECT l.id, whole.bytes, ${columns.map((column) => `CASE WHEN whole.bytes <= $2 THEN l.${column} END AS ${column}`).join(', ')}
       FROM listing l CROSS JOIN (SELECT sum(${size}) AS bytes FROM listing WHERE id = ANY ($1)) AS whole
       WHERE l.id = ANY ($1)`,
      [ids, bytesMax],
    );
    const bytes = Number(rows[0]?.bytes ?? 0);
    if (bytes > bytesMax)
      throw new AppError(
        'TOO_COSTLY',
        `Schemas, examples and challenges of so many listings are ${bytes} bytes: ask for fewer at once.`,
      );
    const found = new Map(rows.map(({ id, bytes: _, ...row }) => [id, fromRow<ListingTexts>(row)]));
    return { texts: ids.map((id) => found.get(id) ?? null), bytes };
  }

  /** The offers of each listing, in the seller's own order. */
  async offersOf(listingIds: readonly string[]): Promise<OfferSummary[][]> {
    const rows = await this.database.query<object[]>(offersSql(OFFER_COLUMNS), [listingIds]);
    return byListing(listingIds, rows.map(fromRow<OfferSummary>));
  }

  /** The same, as the seller wrote them too. */
  async wholeOffersOf(listingIds: readonly string[]): Promise<WholeOffer[][]> {
    const rows = await this.database.query<object[]>(offersSql(`${OFFER_COLUMNS}, o.raw`), [listingIds]);
    return byListing(listingIds, rows.map(fromRow<WholeOffer>));
  }

  /** Served by listing_key. Merged listings are left out. */
  byResource(resource: string): Promise<ListingSummary[]> {
    return this.summaries(
      `SELECT ${COLUMNS} FROM listing l WHERE l.resource = $1 AND l.merged_into IS NULL
       ORDER BY l.method NULLS LAST, l.tool_name`,
      [resource],
    );
  }

  /** What stands for many concrete URLs of one origin. Served by listing_origin. */
  async templatesOf(origin: string): Promise<{ id: string; routeTemplate: string }[]> {
    return this.database.query(
      `SELECT id, route_template AS "routeTemplate" FROM listing
       WHERE origin = $1 AND route_template IS NOT NULL AND merged_into IS NULL ORDER BY resource, id LIMIT ${TEMPLATES_MAX}`,
      [origin],
    );
  }

  /** Listings of the same origin whose URL differs only by a slash, a method or its last segment. At most 10. */
  near(origin: string, resource: string): Promise<ListingSummary[]> {
    const parent = resource.replace(/[^/]*\/?$/, '');
    return this.summaries(
      `SELECT ${COLUMNS} FROM listing l WHERE l.origin = $1 AND l.merged_into IS NULL AND starts_with(l.resource, $2)
       ORDER BY l.resource, l.id LIMIT 10`,
      [origin, parent.length > origin.length ? parent : origin],
    );
  }

  /** Keyset pages: page 500 costs what page 1 costs. The cursor is good for the sort it came from. */
  async browse(
    filter: ListingFilter,
    sort: ListingSort,
    limit: number,
    after: string | null,
  ): Promise<Page<BrowsedListing>> {
    const { order, key, cast } = LISTING_SORTS[sort];
    const parameters = new Parameters();
    const conditions = [filterSql(filter, TRUTH, parameters)];
    if (after !== null) {
      const position = decodeListingCursor(after, sort);
      const value = `${parameters.add(position.value)}::${cast}`;
      conditions.push(
        `(${key}, l.id) ${order === 'DESC' ? '<' : '>'} (${value}, ${parameters.add(position.id)})`,
      );
    }
    const rows = await this.database.query<(object & { sort_value: string })[]>(
      `SELECT ${COLUMNS}, (${key})::text AS sort_value FROM listing l WHERE ${conditions.join(' AND ')}
       ORDER BY ${key} ${order}, l.id ${order} LIMIT ${parameters.add(limit + 1)}`,
      parameters.values,
    );
    const listings = rows.map(({ sort_value, ...row }) => {
      const listing = fromRow<ListingSummary>(row);
      return { listing, cursor: encodeListingCursor(sort, { value: sort_value, id: listing.id }) };
    });
    return pageOf(listings, limit, ({ cursor }) => cursor);
  }

  /** In the order they were first listed, so that a new row never shifts an old one under an offset walker. Served by listing_first_listed. */
  list(filter: ListingFilter, limit: number, offset: number): Promise<ListingSummary[]> {
    const parameters = new Parameters();
    const where = filterSql(filter, TRUTH, parameters);
    return this.summaries(
      `SELECT ${COLUMNS} FROM listing l WHERE ${where} ORDER BY l.first_listed_at, l.id
       LIMIT ${parameters.add(limit)} OFFSET ${parameters.add(offset)}`,
      parameters.values,
    );
  }

  /** How many listings match, exact up to `max`. */
  async count(filter: ListingFilter, max: number = TOTAL_EXACT_MAX): Promise<Total> {
    const parameters = new Parameters();
    const where = filterSql(filter, TRUTH, parameters);
    const [row] = await this.database.query<{ count: string }[]>(
      `SELECT count(*) FROM (SELECT FROM listing l WHERE ${where} LIMIT ${parameters.add(max + 1)}) AS matching`,
      parameters.values,
    );
    const count = Number(row?.count ?? 0);
    return { count: Math.min(count, max), isFloor: count > max };
  }

  private async summaries(sql: string, parameters: unknown[]): Promise<ListingSummary[]> {
    return (await this.database.query<object[]>(sql, parameters)).map(fromRow<ListingSummary>);
  }
}

/**
 * A good probe has seen all offers, changed or not, and so their dollar prices, except those by the rate of some day.
 */
const offersSql = (columns: string): string => `
  SELECT ${columns}, seen.at AS seen_at,
    CASE WHEN o.price_usd_as_of = o.seen_at THEN seen.at ELSE o.price_usd_as_of END AS price_usd_as_of
  FROM offer o JOIN listing l ON l.id = o.listing_id,
    LATERAL (SELECT CASE WHEN o.evidence = 'PROBED' THEN coalesce(l.last_ok_at, o.seen_at) ELSE o.seen_at END AS at) AS seen
  WHERE o.listing_id = ANY ($1) ORDER BY o.listing_id, o.position`;

function byListing<T extends { readonly listingId: string }>(
  ids: readonly string[],
  rows: readonly T[],
): T[][] {
  const found = new Map<string, T[]>(ids.map((id) => [id, []]));
  for (const row of rows) found.get(row.listingId)?.push(row);
  return ids.map((id) => found.get(id) ?? []);
}
