import { DataSource, type DataSourceOptions } from 'typeorm';

import { SnakeNamingStrategy } from './snake-naming.strategy.js';

export interface DatabaseOptions {
  readonly url: string;
  /** Shown in pg_stat_activity, so that an operator sees whose connection it is. */
  readonly applicationName: string;
  readonly poolMax: number;
  readonly statementTimeoutMs: number;
  readonly entities: Required<DataSourceOptions>['entities'];
  readonly migrations?: Required<DataSourceOptions>['migrations'];
}

/**
 * A pool on our Postgres. Every session has a statement timeout and speaks UTC; a transaction that waits for its
 * client longer than that is ended too, so that no lock outlives a stuck process for long.
 */
export function createDataSource(options: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName,
    entities: options.entities,
    migrations: options.migrations ?? [],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNamingStrategy(),
    synchronize: false,
    logging: false,
    extra: {
      max: options.poolMax,
      statement_timeout: options.statementTimeoutMs,
      idle_in_transaction_session_timeout: options.statementTimeoutMs,
      connectionTimeoutMillis: 10_000,
      options: '-c timezone=UTC -c jit=off',
    },
  });
}
