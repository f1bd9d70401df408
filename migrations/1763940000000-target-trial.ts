import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A target may be tried beside the one that leads to its listing, without putting the listing at risk. */
export class TargetTrial1763940000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE target ADD COLUMN on_trial boolean NOT NULL DEFAULT false');
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE target DROP COLUMN on_trial');
  }
}
