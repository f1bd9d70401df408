import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Exchange rates, kept for ever by their day, and the offers they price: those that are not of the moment they were seen.
 * Each statement may be run again.
 */
export class Rates1764100000000 implements MigrationInterface {
  readonly transaction = false; // CREATE INDEX CONCURRENTLY refuses to run inside one

  async up(query: QueryRunner): Promise<void> {
    await query.query(`CREATE TABLE IF NOT EXISTS rate (
        date date NOT NULL,
        currency text NOT NULL,
        usd_per_unit numeric NOT NULL,
        CONSTRAINT rate_pkey PRIMARY KEY (date, currency),
        CONSTRAINT rate_positive CHECK (usd_per_unit > 0)
      )`);
    await query.query(`CREATE INDEX CONCURRENTLY IF NOT EXISTS offer_rated ON offer (listing_id, network, asset)
        WHERE environment = 'MAINNET' AND amount IS NOT NULL AND price_usd_as_of IS DISTINCT FROM seen_at`);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('DROP INDEX IF EXISTS offer_rated');
    await query.query('DROP TABLE IF EXISTS rate');
  }
}
