import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Of a probe of several requests all count: what the others were answered, where a redirect led, what there is to say. */
export class ProbeEvidence1763960000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE observation ADD COLUMN moved_to text, ADD COLUMN beside text');
    await query.query('ALTER TABLE probe ADD COLUMN issues text');
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('ALTER TABLE probe DROP COLUMN issues');
    await query.query('ALTER TABLE observation DROP COLUMN beside, DROP COLUMN moved_to');
  }
}
