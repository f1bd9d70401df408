import { type Rates, isRated } from '@bazaar/x402';
import { type DataSource } from 'typeorm';

import { asRows } from '../ingest/rows.js';
import { GONE_STATES } from '../state/listing-state.js';
import { type Reprice } from './reprice.js';

/** Walks over the listings that newer rates price otherwise. What it walks over are few: what is in dollars is in no index of it. */
export class OutdatedPriceRepository {
  constructor(private readonly database: DataSource) {}

  /**
   * Pages of listings by id, each asked for when the one before is done. Left out is what has no rate and no price:
   * coins, tokens nobody knows. Served by offer_rated.
   */
  async *pages(rates: Rates, limit: number): AsyncGenerator<readonly Reprice[], void, undefined> {
    const assets = await this.database.query<{ network: string; asset: string }[]>(
      `SELECT DISTINCT network, asset FROM offer o WHERE ${IN_OTHER_MONEY} AND asset IS NOT NULL`,
    );
    const rated = asRows(
      assets.map(({ network, asset }) => ({ network, asset, is_rated: isRated(network, asset, rates) })),
    );
    for (let after = ''; ;) {
      const page = await this.database.query<{ id: string; resource: string }[]>(PAGE, [
        rated,
        new Date(rates.date),
        after,
        GONE_STATES,
        limit,
      ]);
      const last = page.at(-1);
      if (last === undefined) return;
      yield page.map(({ id, resource }) => ({ listingId: id, url: resource }));
      after = last.id;
    }
  }
}

/** As the index has it: not of the moment it was seen. */
const IN_OTHER_MONEY = `o.environment = 'MAINNET' AND o.amount IS NOT NULL AND o.price_usd_as_of IS DISTINCT FROM o.seen_at`;

/** Of an older day, or of none though there is a rate; or with a price though there is a rate no more. */
const PAGE = `
  SELECT l.id, l.resource FROM listing l JOIN (
    SELECT DISTINCT o.listing_id FROM offer o
      JOIN json_to_recordset($1::json) AS r(network text, asset text, is_rated boolean)
        ON r.network = o.network AND r.asset = o.asset
    WHERE ${IN_OTHER_MONEY} AND o.listing_id > $3
      AND CASE WHEN r.is_rated THEN o.price_usd_as_of IS NULL OR o.price_usd_as_of < $2
               ELSE o.price_usd IS NOT NULL END) AS outdated ON outdated.listing_id = l.id
  WHERE l.state <> ALL ($4) ORDER BY l.id LIMIT $5`;
