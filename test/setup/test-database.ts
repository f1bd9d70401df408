import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { EmbeddedPostgres, type RunningPostgres } from '@bazaar/platform';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const TEMPLATE_LOCK = 0x62_7a_72_7f;

let server: Promise<RunningPostgres> | undefined;

/**
 * A migrated database of the caller's own. All workers of a run share one server, which the first call starts and the
 * global teardown stops, and one template of that name, migrated by whoever comes first; every database after that is a copy.
 */
export async function createTestDatabase(
  migrate: (url: string) => Promise<void>,
  template = 'bazaar_template',
): Promise<TestDatabase> {
  const { url: adminUrl } = await (server ??= startServer());
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withClient(adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureTemplate(admin, template, () => migrate(urlOf(adminUrl, template)));
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const drop = () =>
    withClient(adminUrl, async (admin) => {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
  return { url: urlOf(adminUrl, name), drop };
}

function startServer(): Promise<RunningPostgres> {
  const dataDir = process.env.BAZAAR_TEST_POSTGRES;
  if (!dataDir)
    throw new Error('BAZAAR_TEST_POSTGRES is not set: jest needs globalSetup test/setup/global-setup.mjs.');
  return EmbeddedPostgres.start({ dataDir, durable: false });
}

/** Marked as a template only once it is migrated: one whose migration failed is made anew. */
async function ensureTemplate(
  admin: pg.Client,
  template: string,
  migrate: () => Promise<void>,
): Promise<void> {
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [
    template,
  ]);
  if (rowCount) return;
  await admin.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${template}`);
  await migrate();
  await admin.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
}

/** The advisory lock goes with the session. */
async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}
