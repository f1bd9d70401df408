import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What a listing does, read from its words. Null in the truth until they are read: the next probe or reparse does it,
 * and code that knows nothing of categories may go on writing. The embedded engine builds itself anew, since words are
 * spelled in another way, too. Each statement may be run again: they do not share a transaction.
 */
export class Categories1763900000000 implements MigrationInterface {
  readonly transaction = false; // CREATE INDEX CONCURRENTLY refuses to run inside one

  async up(query: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE search_listing DROP COLUMN IF EXISTS categories');
    await query.query('ALTER TABLE listing DROP COLUMN IF EXISTS categories');
  }
}

const STATEMENTS = [
  'ALTER TABLE listing ADD COLUMN IF NOT EXISTS categories text[]',
  `ALTER TABLE search_listing ADD COLUMN IF NOT EXISTS categories text[] NOT NULL DEFAULT '{}'`,
  'CREATE INDEX CONCURRENTLY IF NOT EXISTS listing_categories ON listing USING gin (categories)',
  'CREATE INDEX CONCURRENTLY IF NOT EXISTS search_listing_categories ON search_listing USING gin (categories)',
  'UPDATE index_position SET "position" = -1',
];
