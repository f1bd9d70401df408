import { entities } from '@bazaar/catalog';
import { type Config, type PgListener, createDataSource } from '@bazaar/platform';
import { type OnApplicationShutdown } from '@nestjs/common';
import { type DataSource } from 'typeorm';

import { migrations } from '../../../migrations/index.js';

/** The pool, open: a process that cannot reach its database says so at once. */
export async function openDatabase(config: Config): Promise<DataSource> {
  const database = createDataSource({
    url: databaseUrl(config),
    applicationName: 'bazaar-api',
    poolMax: config.DATABASE_POOL_MAX,
    statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
    entities,
    migrations,
  });
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
    private readonly database: DataSource,
    private readonly listener: PgListener,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.listener.stop();
    await this.database.destroy();
  }
}
