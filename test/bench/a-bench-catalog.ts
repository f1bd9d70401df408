import { rm } from 'node:fs/promises';

import { IngestService, entities } from '@bazaar/catalog';
import { SystemClock } from '@bazaar/kernel';
import { EmbeddedPostgres, createDataSource } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

import { migrate } from '../../migrations/index.js';
import { makeTempFolder } from '../setup/script.js';

export interface BenchCatalog {
  readonly url: string;
  /** Of the server; what works for it are its children. */
  readonly pid: number;
  readonly database: DataSource;
  readonly clock: SystemClock;
  readonly ingest: IngestService;
  close(): Promise<void>;
}

/** An empty catalogue in an embedded Postgres of its own, as durable as the product's. */
export async function aBenchCatalog(): Promise<BenchCatalog> {
  const folder = await makeTempFolder();
  const server = await EmbeddedPostgres.start({ dataDir: folder });
  await migrate(server.url);
  const database = await createDataSource({
    url: server.url,
    applicationName: 'bench',
    poolMax: 10,
    statementTimeoutMs: 60_000,
    entities,
  }).initialize();
  const clock = new SystemClock();
  const ingest = new IngestService(database, clock, {
    guard: () => null,
    quota: { origin: 1_000_000, domain: 1_000_000 },
    onRefused: (_row, error) => {
      throw error instanceof Error ? error : new Error(String(error));
    },
  });
  const close = async (): Promise<void> => {
    await database.destroy();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, pid: server.pid, database, clock, ingest, close };
}
