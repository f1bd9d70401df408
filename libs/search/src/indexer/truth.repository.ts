import { fromRow } from '@bazaar/catalog';
import { type EntityManager } from 'typeorm';

import {
  type IndexedListing,
  type IndexedOffer,
  type SearchDocument,
  makeSearchDocument,
} from '../document/search-document.js';

/** Reads the truth as documents: two queries a batch. */
export class TruthRepository {
  /** Without what is not there, and merged listings: others stand in their place. */
  async documents(manager: EntityManager, ids: readonly string[]): Promise<SearchDocument[]> {
    if (ids.length === 0) return [];
    const listings: object[] = await manager.query(
      `SELECT ${LISTING_COLUMNS} FROM listing WHERE id = ANY ($1) AND merged_into IS NULL ORDER BY id`,
      [ids],
    );
    const offers: object[] = await manager.query(
      `SELECT ${OFFER_COLUMNS} FROM offer WHERE listing_id = ANY ($1) ORDER BY listing_id, position`,
      [ids],
    );
    const byListing = new Map<string, IndexedOffer[]>();
    for (const row of offers) {
      const offer = fromRow<IndexedOffer & { listingId: string }>(row);
      const list = byListing.get(offer.listingId);
      if (list === undefined) byListing.set(offer.listingId, [offer]);
      else list.push(offer);
    }
    return listings.map((row) => {
      const listing = fromRow<IndexedListing>(row);
      return makeSearchDocument(listing, byListing.get(listing.id) ?? []);
    });
  }

  /** Which of these have a document. */
  async known(manager: EntityManager, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await manager.query(
      'SELECT id FROM listing WHERE id = ANY ($1) AND merged_into IS NULL',
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Ids after one, in order, merged ones too. */
  async ids(manager: EntityManager, after: string, limit: number): Promise<string[]> {
    const rows: { id: string }[] = await manager.query(
      'SELECT id FROM listing WHERE id > $1 ORDER BY id LIMIT $2',
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }
}

const LISTING_COLUMNS = `id, resource, method, tool_name, origin, type, state, state_reason, title, description,
  service_name, tags, extensions, categories, supports_sign_in, call_complete, call, output_schema, quality, changed_at,
  last_probed_at, last_ok_at, consecutive_failures, uptime`;

const OFFER_COLUMNS = `listing_id, key, network, environment, asset, asset_raw, scheme, usd_micros, pay_to, price_kind,
  payment_flow, payability, evidence`;
