import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What grows with time goes by the month: probes, the change log, and health by the hour, each with a retention. A
 * worker makes the months to come and drops those that are over; until it has, rows go to the default partition.
 */
export class History1763910000000 implements MigrationInterface {
  async up(query: QueryRunner): Promise<void> {
    for (const statement of [...PROBE, ...CHANGE, ...HEALTH, ...JOBS]) await query.query(statement);
  }

  async down(query: QueryRunner): Promise<void> {
    await query.query('DROP TABLE job, health_hour');
    await query.query('ALTER TABLE feed DROP COLUMN dropped_to');
    for (const [table, key] of [
      ['change', 'position'],
      ['probe', 'id'],
    ] as const) {
      await query.query(`ALTER TABLE ${table} RENAME TO ${table}_by_month`);
      await query.query(`ALTER INDEX ${table}_pkey RENAME TO ${table}_by_month_pkey`);
      await query.query(`CREATE TABLE ${table} (LIKE ${table}_by_month INCLUDING DEFAULTS)`);
      await query.query(`INSERT INTO ${table} SELECT * FROM ${table}_by_month`);
      await query.query(`ALTER TABLE ${table} ADD CONSTRAINT ${table}_pkey PRIMARY KEY (${key})`);
    }
    await query.query('ALTER SEQUENCE probe_id_seq OWNED BY probe.id');
    await query.query('DROP TABLE change_by_month, probe_by_month');
    await query.query('CREATE INDEX probe_listing ON probe (listing_id, at DESC)');
  }
}

/** The same columns, the key with the time in it, and all rows moved over. */
const byMonth = (table: string, key: string): string[] => [
  `ALTER TABLE ${table} RENAME TO ${table}_whole`,
  `ALTER INDEX ${table}_pkey RENAME TO ${table}_whole_pkey`,
  `CREATE TABLE ${table} (LIKE ${table}_whole INCLUDING DEFAULTS, CONSTRAINT ${table}_pkey PRIMARY KEY (${key}, at))
     PARTITION BY RANGE (at)`,
  `CREATE TABLE ${table}_default PARTITION OF ${table} DEFAULT`,
  `INSERT INTO ${table} SELECT * FROM ${table}_whole`,
];

const PROBE = [
  ...byMonth('probe', 'id'),
  'ALTER SEQUENCE probe_id_seq OWNED BY probe.id',
  'DROP TABLE probe_whole',
  'CREATE INDEX probe_listing ON probe (listing_id, at DESC)',
];

const CHANGE = [
  ...byMonth('change', '"position"'),
  'DROP TABLE change_whole',
  // Positions up to here are gone with their month: an empty log is not a new one.
  'ALTER TABLE feed ADD COLUMN dropped_to bigint NOT NULL DEFAULT 0',
];

const HEALTH = [
  // One row for each thing that a listing's probes of one hour showed; `ms` holds how long each answer took.
  `CREATE TABLE health_hour (
     listing_id text NOT NULL,
     hour timestamptz(3) NOT NULL,
     reason text NOT NULL,
     probes integer NOT NULL,
     ms integer[] NOT NULL,
     CONSTRAINT health_hour_pkey PRIMARY KEY (listing_id, hour, reason)
   ) PARTITION BY RANGE (hour)`,
  'CREATE TABLE health_hour_default PARTITION OF health_hour DEFAULT',
  `INSERT INTO health_hour
   SELECT listing_id, date_trunc('hour', at, 'UTC'), reason, count(*),
     coalesce(array_agg(ms) FILTER (WHERE ms IS NOT NULL), '{}')
   FROM probe GROUP BY 1, 2, 3`,
];

const JOBS = [
  // Whose turn each periodic job is, and how its last round went.
  `CREATE TABLE job (
     name text PRIMARY KEY,
     started_at timestamptz(3) NOT NULL,
     leased_until timestamptz(3),
     last_ok_at timestamptz(3),
     last_error text
   )`,
];
