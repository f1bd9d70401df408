import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What the operator blocks and pauses. Few rows; lifted ones stay, as the record of what was held and why. */
export class Hold1763810000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`CREATE TABLE hold (
        id bigserial NOT NULL,
        scope text NOT NULL,
        value text NOT NULL,
        kind text NOT NULL,
        reason text NOT NULL,
        since timestamptz(3) NOT NULL,
        until timestamptz(3),
        lifted_at timestamptz(3),
        CONSTRAINT hold_scope CHECK (scope IN ('origin', 'domain', 'source')),
        CONSTRAINT hold_kind CHECK (kind IN ('block', 'pause')),
        CONSTRAINT hold_pkey PRIMARY KEY (id)
      )`);
    await query.query('CREATE UNIQUE INDEX hold_standing ON hold (scope, value) WHERE lifted_at IS NULL');
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('DROP TABLE hold');
  }
}
