import { DataSource, type Logger } from 'typeorm';

import { SearchDatabase } from '../../../apps/api/src/core.module.js';
import { type TestApi } from './an-api.js';

/** The statements that the api sends while the work is done. */
export async function queriesOf({ app }: TestApi, work: () => Promise<unknown>): Promise<string[]> {
  const queries: string[] = [];
  const silent = () => undefined;
  const counting: Logger = {
    logQuery: (query) => queries.push(query),
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  };
  const databases = [app.get(DataSource), app.get<DataSource>(SearchDatabase)];
  const before = databases.map(({ logger }) => logger);
  for (const database of databases) database.logger = counting;
  await work();
  databases.forEach((database, index) => (database.logger = before[index] as Logger));
  return queries;
}
