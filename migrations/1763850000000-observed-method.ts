import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A kept answer to a POST that was redirected does not say which method it answers: nobody knows. */
export class ObservedMethod1763850000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE observation ALTER COLUMN method DROP NOT NULL');
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query(`UPDATE observation SET method = 'POST' WHERE method IS NULL`);
    await query.query('ALTER TABLE observation ALTER COLUMN method SET NOT NULL');
  }
}
