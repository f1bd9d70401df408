import { type Config } from '@bazaar/platform';

import { migrate } from '../../../migrations/index.js';

export const usage = `Usage: npm run migrate

Brings the database of DATABASE_URL up to date. npm start does this by itself; a deployment of several processes
runs it once before they start.`;

export async function run(_args: readonly string[], config: Config): Promise<number> {
  if (config.DATABASE_URL === undefined) {
    console.error('DATABASE_URL is not set: npm start migrates the embedded database by itself.');
    return 1;
  }
  await migrate(config.DATABASE_URL);
  console.log('The database is up to date.');
  return 0;
}
