import { IngestService, type Sighted, entities, urlGuard } from '@bazaar/catalog';
import { SystemClock } from '@bazaar/kernel';
import {
  type Config,
  EmbeddedPostgres,
  createDataSource,
  createLogger,
  takeInstanceLock,
} from '@bazaar/platform';
import { type DataSource } from 'typeorm';

import { migrate } from '../../../migrations/index.js';

export interface OpenCatalog {
  readonly database: DataSource;
  readonly ingest: IngestService;
  readonly clock: SystemClock;
  close(): Promise<void>;
}

/**
 * The catalogue a command works on: `DATABASE_URL`, else the embedded database of the data folder. A running Bazaar is
 * joined; where none runs, the database is started for the time of the command.
 */
export async function openCatalog(config: Config): Promise<OpenCatalog> {
  const { url, release } = await databaseOf(config);
  await migrate(url);
  const database = await createDataSource({
    url,
    applicationName: 'bazaar-cli',
    poolMax: 4,
    statementTimeoutMs: 60_000,
    entities,
  }).initialize();
  const logger = createLogger(config);
  const clock = new SystemClock();
  const ingest = new IngestService(database, clock, {
    guard: urlGuard(config),
    quota: { origin: config.ORIGIN_LISTINGS_MAX, domain: config.DOMAIN_LISTINGS_MAX },
    onRefused: (row, error) =>
      logger.warn({
        event: 'ingest-refused',
        url: (row as Sighted).url,
        error: error instanceof Error ? error.message : null,
      }),
  });
  const close = async (): Promise<void> => {
    await database.destroy();
    await release();
  };
  return { database, ingest, clock, close };
}

async function databaseOf(config: Config): Promise<{ url: string; release: () => Promise<void> }> {
  if (config.DATABASE_URL !== undefined)
    return { url: config.DATABASE_URL, release: () => Promise.resolve() };
  const server = await EmbeddedPostgres.start({ dataDir: config.BAZAAR_DATA });
  const lock = await takeInstanceLock(server.url);
  const release = async (): Promise<void> => {
    // Held by a running Bazaar: its server is not ours to stop.
    if (lock === null) return;
    await server.stop();
    await lock.release();
  };
  return { url: server.url, release };
}
