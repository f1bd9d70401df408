import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What is remembered of offers between probes: how often prices and payees changed, and the dearest of 30 days. */
export class OfferHistory1763930000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE listing ADD COLUMN offer_facts text`);
    await query.query('ALTER TABLE offer ADD COLUMN price_usd_high30d numeric');
    await query.query('UPDATE offer SET price_usd_high30d = price_usd');
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE offer DROP COLUMN price_usd_high30d');
    await query.query('ALTER TABLE listing DROP COLUMN offer_facts');
  }
}
