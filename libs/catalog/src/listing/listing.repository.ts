import { type Page, pageOf } from '@bazaar/kernel';
import { type DataSource } from 'typeorm';

import { Parameters, filterSql } from '../filter/filter-sql.repository.js';
import { type ListingFilter } from '../filter/listing-filter.js';
import { type Offer } from '../offer/offer.entity.js';
import { fromRow } from '../row.js';
import { type Listing } from './listing.entity.js';
import { LISTING_SORTS, type ListingSort, decodeListingCursor, encodeListingCursor } from './listing-sort.js';

const TRUTH = { listing: 'l', offer: 'o', offerTable: 'offer' } as const;

/** Totals are exact up to here, and a floor above. */
export const TOTAL_EXACT_MAX = 10_000;

export interface Total {
  readonly count: number;
  readonly isFloor: boolean;
}

/** A listing in a sorted walk, and where it stands there. */
export interface BrowsedListing {
  readonly listing: Listing;
  readonly cursor: string;
}

/** Reads the catalogue. Every list is bounded by its caller's limit. */
export class ListingRepository {
  constructor(private readonly database: DataSource) {}

  /** In the order asked, null where unknown. */
  async byIds(ids: readonly string[]): Promise<(Listing | null)[]> {
    const rows = await this.database.query<object[]>('SELECT * FROM listing WHERE id = ANY ($1)', [ids]);
    const found = new Map(rows.map((row) => fromRow<Listing>(row)).map((listing) => [listing.id, listing]));
    return ids.map((id) => found.get(id) ?? null);
  }

  /**
   * The offers of each listing, in the seller's own order. A good probe has seen all offers, changed or not, and so their
   * dollar prices, except those by the rate of some day.
   */
  async offersOf(listingIds: readonly string[]): Promise<Offer[][]> {
    const rows = await this.database.query<object[]>(
      `SELECT o.*, seen.at AS seen_at,
         CASE WHEN o.price_usd_as_of = o.seen_at THEN seen.at ELSE o.price_usd_as_of END AS price_usd_as_of
       FROM offer o JOIN listing l ON l.id = o.listing_id,
         LATERAL (SELECT CASE WHEN o.evidence = 'PROBED' THEN coalesce(l.last_ok_at, o.seen_at) ELSE o.seen_at END AS at) AS seen
       WHERE o.listing_id = ANY ($1) ORDER BY o.listing_id, o.position`,
      [listingIds],
    );
    const byListing = new Map<string, Offer[]>(listingIds.map((id) => [id, []]));
    for (const row of rows) {
      const offer = fromRow<Offer>(row);
      byListing.get(offer.listingId)?.push(offer);
    }
    return listingIds.map((id) => byListing.get(id) ?? []);
  }

  /** Served by listing_key. Merged listings are left out. */
  async byResource(resource: string): Promise<Listing[]> {
    const rows = await this.database.query<object[]>(
      'SELECT * FROM listing WHERE resource = $1 AND merged_into IS NULL ORDER BY method NULLS LAST, tool_name',
      [resource],
    );
    return rows.map((row) => fromRow<Listing>(row));
  }

  /** Listings of one origin that stand for many concrete URLs. Served by listing_origin. */
  async templatesOf(origin: string): Promise<Listing[]> {
    const rows = await this.database.query<object[]>(
      `SELECT * FROM listing WHERE origin = $1 AND route_template IS NOT NULL AND merged_into IS NULL ORDER BY resource, id LIMIT 500`,
      [origin],
    );
    return rows.map((row) => fromRow<Listing>(row));
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
      `SELECT l.*, (${key})::text AS sort_value FROM listing l WHERE ${conditions.join(' AND ')}
       ORDER BY ${key} ${order}, l.id ${order} LIMIT ${parameters.add(limit + 1)}`,
      parameters.values,
    );
    const listings = rows.map(({ sort_value, ...row }) => {
      const listing = fromRow<Listing>(row);
      return { listing, cursor: encodeListingCursor(sort, { value: sort_value, id: listing.id }) };
    });
    return pageOf(listings, limit, ({ cursor }) => cursor);
  }

  /** In the order they were first listed, so that a new row never shifts an old one under an offset walker. Served by listing_first_listed. */
  async list(filter: ListingFilter, limit: number, offset: number): Promise<Listing[]> {
    const parameters = new Parameters();
    const where = filterSql(filter, TRUTH, parameters);
    const rows = await this.database.query<object[]>(
      `SELECT l.* FROM listing l WHERE ${where} ORDER BY l.first_listed_at, l.id
       LIMIT ${parameters.add(limit)} OFFSET ${parameters.add(offset)}`,
      parameters.values,
    );
    return rows.map((row) => fromRow<Listing>(row));
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
}
