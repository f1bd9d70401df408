import { entities } from '@bazaar/catalog';
import { type Config, type DatabaseOptions, type PgListener, createDataSource } from '@bazaar/platform';
import { type OnApplicationShutdown } from '@nestjs/common';
import { type DataSource } from 'typeorm';

import { migrations } from '../../../migrations/index.js';

/** The pool, open: a process that cannot reach its database says so at once. */
export const openDatabase = (config: Config): Promise<DataSource> =>
  open({
    url: databaseUrl(config),
    applicationName: 'bazaar-api',
    poolMax: config.DATABASE_POOL_MAX,
    statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
    entities,
    migrations,
  });

/** A pool for searches: they may wait for each other, and nothing else waits for them. */
export const openSearchDatabase = (config: Config): Promise<DataSource> =>
  open({
    url: databaseUrl(config),
    applicationName: 'bazaar-api-search',
    poolMax: config.SEARCH_POOL_MAX,
    statementTimeoutMs: config.SEARCH_TIMEOUT_MS,
    entities: [],
  });

function open(options: DatabaseOptions): Promise<DataSource> {
  const database = createDataSource(options);
  return database.initialize().catch((cause: unknown) => {
    throw new Error(`The database does not answer: ${reasonOf(cause)}`, { cause });
  });
}

/** A name with several addresses fails with several errors and no text of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

export const listenUrl = (config: Config): string => config.DATABASE_LISTEN_URL ?? databaseUrl(config);

function databaseUrl(config: Config): string {
  if (config.DATABASE_URL !== undefined) return config.DATABASE_URL;
  throw new Error('DATABASE_URL is not set. `npm start` brings its own database; api alone needs one.');
}

/** Closes what is open once no request is left. */
export class Connections implements OnApplicationShutdown {
  constructor(
    private readonly databases: readonly DataSource[],
    private readonly listener: PgListener,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.listener.stop();
    for (const database of this.databases) await database.destroy();
  }
}
