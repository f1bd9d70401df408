import { IngestService, entities } from '@bazaar/catalog';
import { createCrawler } from '@bazaar/crawler';
import { SystemClock } from '@bazaar/kernel';
import {
  type Config,
  FetchPolicy,
  type Logger,
  type Metrics,
  PgListener,
  createDataSource,
} from '@bazaar/platform';

import { guardOf } from './guard-of.js';
import { type Loop, type RunningLoops, startLoops } from './loops.js';

const PROBE_WANTED = 'bazaar_probe_wanted';

/** The worker's parts put together and started. `stop` ends the loops, then closes what they used. */
export async function startWorker(
  config: Config & { readonly DATABASE_URL: string },
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
): Promise<RunningLoops> {
  const policy = FetchPolicy.fromConfig(config);
  const clock = new SystemClock();
  const database = createDataSource({
    url: config.DATABASE_URL,
    applicationName: 'bazaar-worker',
    poolMax: config.DATABASE_POOL_MAX,
    statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
    entities,
  });
  await database.initialize();
  const listener = new PgListener(config.DATABASE_LISTEN_URL ?? config.DATABASE_URL, [PROBE_WANTED], logger);
  await listener.start();
  const ingest = new IngestService(database, clock, {
    guard: guardOf(policy),
    originListingsMax: config.ORIGIN_LISTINGS_MAX,
    onRefused: (row, error) => logger.error({ event: 'ingest-refused', url: row.url, err: error }),
  });
  const { crawler, tidy, close } = createCrawler({
    ...{ config, database, ingest, logger, metrics, clock },
    wanted: (ms, signal) => listener.next(PROBE_WANTED, ms, signal),
  });

  const loops: Loop[] = [
    { name: 'crawl', run: (signal) => crawler.run(signal) },
    { name: 'tidy', run: tidy },
  ];
  const running = startLoops(loops, logger);
  const stop = async (): Promise<void> => {
    await running.stop();
    await close();
    await listener.stop();
    await database.destroy();
  };
  return { stop };
}
