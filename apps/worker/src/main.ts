import { createLogger, createMetrics, exitWithParent, loadConfig } from '@bazaar/platform';

import { startWorker } from './worker.js';

try {
  const config = loadConfig(process.env);
  const { DATABASE_URL } = config;
  if (DATABASE_URL === undefined)
    throw new Error('DATABASE_URL is not set. `npm start` runs everything with a database of its own.');
  const worker = await startWorker(
    { ...config, DATABASE_URL },
    { logger: createLogger(config), metrics: createMetrics() },
  );
  exitWithParent({ stop: worker.stop });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
