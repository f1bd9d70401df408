import { type Rates } from '@bazaar/x402';
import { type DataSource } from 'typeorm';

import { asRows } from '../ingest/rows.js';

/** Exchange rates by their day. */
export class RateRepository {
  constructor(private readonly database: DataSource) {}

  /** Those of the latest day; null where there never were any. Served by rate_pkey. */
  async newest(): Promise<Rates | null> {
    const rows = await this.database.query<{ date: string; currency: string; usd_per_unit: string }[]>(
      'SELECT date::text, currency, usd_per_unit FROM rate WHERE date = (SELECT max(date) FROM rate)',
    );
    const [first] = rows;
    if (first === undefined) return null;
    const usdPerUnit = Object.fromEntries(rows.map(({ currency, usd_per_unit: usd }) => [currency, usd]));
    return { date: first.date, usdPerUnit };
  }

  /** A day's rates, all at once. What is known of a day stays. */
  async add({ date, usdPerUnit }: Rates): Promise<void> {
    const rows = Object.entries(usdPerUnit).map(([currency, usd]) => ({ currency, usd_per_unit: usd }));
    await this.database.query(
      `INSERT INTO rate (date, currency, usd_per_unit)
       SELECT $1, currency, usd_per_unit FROM json_to_recordset($2::json) AS r(currency text, usd_per_unit numeric)
       ON CONFLICT DO NOTHING`,
      [date, asRows(rows)],
    );
  }
}
