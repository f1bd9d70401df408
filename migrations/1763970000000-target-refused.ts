import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Serves OriginStatusRepository: what was refused at the door of an origin, in the order it was named. */
export class TargetRefused1763970000000 implements MigrationInterface {
  readonly transaction = false; // CREATE INDEX CONCURRENTLY refuses to run inside one

  async up(query: QueryRunner): Promise<void> {
    await query.query(
      'CREATE INDEX CONCURRENTLY IF NOT EXISTS target_refused ON target (origin, id) WHERE listing_id IS NULL',
    );
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('DROP INDEX IF EXISTS target_refused');
  }
}
