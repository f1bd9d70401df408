import { entities } from '@bazaar/catalog';
import { createDataSource } from '@bazaar/platform';

import { migrate } from '../../migrations/index.js';
import { createTestDatabase } from '../setup/test-database.js';

it('has a migration for everything the entities say', async () => {
  const { url, drop } = await createTestDatabase(migrate);
  const database = await createDataSource({
    url,
    applicationName: 'drift',
    poolMax: 1,
    statementTimeoutMs: 30_000,
    entities,
  }).initialize();
  try {
    const missing = await database.driver.createSchemaBuilder().log();

    expect(missing.upQueries.map(({ query }) => query)).toEqual([]);
  } finally {
    await database.destroy();
    await drop();
  }
});

it('can be undone and done again', async () => {
  const { url, drop } = await createTestDatabase(migrate);
  const { migrations } = await import('../../migrations/index.js');
  const database = await createDataSource({
    url,
    applicationName: 'drift',
    poolMax: 1,
    statementTimeoutMs: 30_000,
    entities: [],
    migrations,
  }).initialize();
  try {
    for (const _migration of migrations) await database.undoLastMigration();
    const tables = await database.query<{ tablename: string }[]>(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migration'`,
    );
    await database.runMigrations();

    expect(tables).toEqual([]);
  } finally {
    await database.destroy();
    await drop();
  }
});

it('fills in the uptime of what was judged before there was one, for the indexer to see', async () => {
  const { url, drop } = await createTestDatabase(migrate);
  const { Uptime1763950000000: Uptime } = await import('../../migrations/1763950000000-uptime.js');
  const database = await createDataSource({
    url,
    applicationName: 'drift',
    poolMax: 1,
    statementTimeoutMs: 30_000,
    entities: [],
  }).initialize();
  const runner = database.createQueryRunner();
  try {
    await new Uptime().down(runner);
    await runner.query(
      `INSERT INTO listing (id, resource, origin, type, state, state_reason, state_since, state_facts, evidence, payability,
         call, issues, quality, version, document_hash, first_seen_at, changed_at)
       SELECT 'l' || n, 'https://example.com/' || n, 'https://example.com', 'HTTP', 'LISTED', 'ok', now(), '{}', 'PROBED',
         'PAYABLE', '{}', '[]', 0, 1, '', now(), now() FROM generate_series(1, 2500) AS n`,
    );
    await runner.query(
      `INSERT INTO health_hour SELECT id, date_trunc('hour', now()), reason, 2, '{}'
       FROM listing, unnest(ARRAY['ok', 'http-5xx']) AS reason WHERE id <> 'l7'`,
    );
    await new Uptime().up(runner);
    await new Uptime().up(runner);

    expect(await runner.query('SELECT uptime, count(*)::int FROM listing GROUP BY 1 ORDER BY 1')).toEqual([
      { uptime: 0.5, count: 2_499 },
      { uptime: null, count: 1 },
    ]);
    expect(await runner.query('SELECT count(*)::int FROM index_pending')).toEqual([{ count: 2_499 }]);
  } finally {
    await runner.release();
    await database.destroy();
    await drop();
  }
});

it('can be begun by several processes at once', async () => {
  const { url, drop } = await createTestDatabase(() => Promise.resolve(), 'empty_template');
  try {
    await Promise.all([migrate(url), migrate(url), migrate(url)]);
    await migrate(url);
  } finally {
    await drop();
  }
});
