import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Sources that are pulled by themselves: schedule and lease, what became of the last pull, the guard's memory. And what
 * comes with a catalogue: counters of usage, and the facilitators that keep one.
 */
export class Feeds1764300000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    await query.query(`ALTER TABLE source
        ADD configured boolean NOT NULL DEFAULT false,
        ADD disabled_by text,
        ADD next_run_at timestamptz(3),
        ADD lease_token bigint NOT NULL DEFAULT '0',
        ADD leased_until timestamptz(3),
        ADD last_ok_at timestamptz(3),
        ADD last_error text,
        ADD failures integer NOT NULL DEFAULT '0',
        ADD failures_total integer NOT NULL DEFAULT '0',
        ADD rows_seen integer,
        ADD rows_refused integer NOT NULL DEFAULT '0',
        ADD rows_accepted integer,
        ADD held_for text,
        ADD held_rows integer,
        ADD held_pulls integer NOT NULL DEFAULT '0',
        ADD targets_max integer,
        ADD CONSTRAINT source_disabled_by CHECK (disabled_by IN ('operator', 'file', 'new')),
        ADD CONSTRAINT source_held_for CHECK (held_for IN ('growth', 'shrink'))`);
    await query.query('CREATE INDEX source_due ON source (next_run_at) WHERE next_run_at IS NOT NULL');
    await query.query(`CREATE TABLE "usage" (
        target_id bigint NOT NULL,
        source_id text NOT NULL,
        counts text NOT NULL,
        calls30d integer,
        payers30d integer,
        last_called_at timestamptz(3),
        as_of timestamptz(3) NOT NULL,
        CONSTRAINT usage_pkey PRIMARY KEY (target_id, source_id),
        CONSTRAINT usage_target_id_fkey FOREIGN KEY (target_id) REFERENCES target (id) ON DELETE CASCADE,
        CONSTRAINT usage_source_id_fkey FOREIGN KEY (source_id) REFERENCES source (id) ON DELETE RESTRICT
      )`);
    await query.query(`CREATE TABLE facilitator (
        url text NOT NULL,
        kinds text NOT NULL DEFAULT '[]',
        extensions text[] NOT NULL DEFAULT '{}',
        signers text NOT NULL DEFAULT '{}',
        first_seen_at timestamptz(3) NOT NULL,
        next_run_at timestamptz(3),
        wait_until timestamptz(3),
        lease_token bigint NOT NULL DEFAULT '0',
        leased_until timestamptz(3),
        last_checked_at timestamptz(3),
        last_ok_at timestamptz(3),
        last_error text,
        failures integer NOT NULL DEFAULT '0',
        polls_ms integer[] NOT NULL DEFAULT '{}',
        CONSTRAINT facilitator_pkey PRIMARY KEY (url)
      )`);
    await query.query('CREATE INDEX facilitator_due ON facilitator (next_run_at)');
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('DROP TABLE facilitator');
    await query.query('DROP TABLE "usage"');
    await query.query(`ALTER TABLE source DROP configured, DROP disabled_by, DROP next_run_at, DROP lease_token,
        DROP leased_until, DROP last_ok_at, DROP last_error, DROP failures, DROP failures_total, DROP rows_seen,
        DROP rows_refused, DROP rows_accepted, DROP held_for, DROP held_rows, DROP held_pulls, DROP targets_max`);
  }
}
