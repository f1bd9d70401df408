import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** An endpoint's own Retry-After holds for that endpoint, however long; for the rest of its origin an hour at most. */
export class TargetWait1763920000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE target ADD COLUMN wait_until timestamptz(3)');
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE target DROP COLUMN wait_until');
  }
}
