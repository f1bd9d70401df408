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

it('can be begun by several processes at once', async () => {
  const { url, drop } = await createTestDatabase(() => Promise.resolve(), 'empty_template');
  try {
    await Promise.all([migrate(url), migrate(url), migrate(url)]);
    await migrate(url);
  } finally {
    await drop();
  }
});
