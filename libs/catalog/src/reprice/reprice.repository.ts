import { type EntityManager } from 'typeorm';

import { type ListingLoadRepository } from '../ingest/listing-load.repository.js';
import { asRows } from '../ingest/rows.js';
import { priceUsdAsOf } from '../offer/offer-record.js';
import { type KnownForReprices, type RepricePlan } from './plan-reprices.js';
import { type Reprice } from './reprice.js';

/** The SQL of pricing anew. All of it runs in one transaction that holds the origins of the batch. */
export class RepriceRepository {
  constructor(private readonly listings: ListingLoadRepository) {}

  /** Whoever holds an origin writes its listings: those of all targets that lead to one, and its own. */
  async lockOrigins(manager: EntityManager, batch: readonly Reprice[]): Promise<void> {
    await manager.query(
      `SELECT FROM origin WHERE origin IN (
         SELECT origin FROM target WHERE listing_id = ANY ($1) UNION SELECT origin FROM listing WHERE id = ANY ($1))
       ORDER BY origin FOR NO KEY UPDATE`,
      [idsOf(batch)],
    );
  }

  async known(manager: EntityManager, batch: readonly Reprice[]): Promise<KnownForReprices> {
    return {
      listings: await this.listings.byId(manager, idsOf(batch)),
      offersOf: await this.listings.offersOf(manager, idsOf(batch)),
    };
  }

  /** The day of a price that is the same. No version, no change. */
  async settle(manager: EntityManager, { settled }: RepricePlan): Promise<void> {
    if (settled.length === 0) return;
    const rows = settled.map(({ listingId, offer }) => ({
      listing_id: listingId,
      key: offer.key,
      as_of: priceUsdAsOf(offer),
    }));
    await manager.query(
      `UPDATE offer SET price_usd_as_of = r.as_of
       FROM json_to_recordset($1::json) AS r(listing_id text, key text, as_of timestamptz)
       WHERE offer.listing_id = r.listing_id AND offer.key = r.key`,
      [asRows(rows)],
    );
  }
}

const idsOf = (batch: readonly Reprice[]): string[] => batch.map(({ listingId }) => listingId);
