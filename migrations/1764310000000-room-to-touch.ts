import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Rows that every probe touches get room beside them: where a new version fits on its page, and no indexed column is
 * written, none of the table's indexes is. Holds for pages that are filled from now on.
 */
export class RoomToTouch1764310000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const [table, percent] of Object.entries(FILLED)) {
      await query.query(`ALTER TABLE ${table} SET (fillfactor = ${percent})`);
    }
  }

  async down(query: QueryRunner): Promise<void> {
    for (const table of Object.keys(FILLED)) await query.query(`ALTER TABLE ${table} RESET (fillfactor)`);
  }
}

/** A page holds some four listings or answers, and a hundred origins. */
const FILLED = { listing: 70, observation: 70, origin: 80 };
