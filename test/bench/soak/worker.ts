import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { createLogger, createMetrics, loadConfig } from '@bazaar/platform';

import { startWorker } from '../../../apps/worker/src/worker.js';
import { unbuilt } from '../../setup/script.js';
import { doTasks } from '../crawl/bench-child.js';

const [DATABASE_URL = '', FETCH_ALLOW = ''] = process.argv.slice(2);
/** A worker's defaults, but for what one address may be asked: all the sellers are there. */
const config = {
  ...loadConfig({
    ...{ FETCH_ALLOW, PROBES: 'off', RATES_URL: 'none', LOG_LEVEL: 'error', WORKER_PORT: '0' },
    ...{ DOMAIN_CONCURRENCY: '4096', ADDRESS_REQUESTS_PER_SECOND: '100' },
  }),
  DATABASE_URL,
};
const worker = await startWorker(config, {
  ...{ logger: createLogger(config), metrics: createMetrics(), threadArgs: unbuilt },
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const heap = (): Promise<object> => {
  collect();
  return Promise.resolve({ heapMb: process.memoryUsage().heapUsed / 1_048_576 });
};

doTasks(heap, () => worker.stop());
