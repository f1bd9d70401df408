import { CHANNELS, IngestService, entities, urlGuard } from '@bazaar/catalog';
import {
  type CrawlerOptions,
  createCrawler,
  createDocumentReader,
  createRates,
  createSources,
  readSourcesFile,
} from '@bazaar/crawler';
import { SystemClock } from '@bazaar/kernel';
import {
  type Config,
  JobRepository,
  JobRunner,
  type Logger,
  type Metrics,
  PgListener,
  createDataSource,
} from '@bazaar/platform';
import { EmbeddedEngine, Indexer } from '@bazaar/search';

import { makeJobs } from './jobs.js';
import { type Loop, type RunningLoops, startLoops } from './loops.js';
import { logPulse } from './log-pulse.js';
import { serveFigures } from './serve-figures.js';

/** A notification that is missed costs the indexer one poll of its own, no more. */
const HINT_MS = 60_000;

interface WorkerParts extends Pick<CrawlerOptions, 'threadArgs'> {
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The worker's parts put together and started. `stop` ends the loops, then closes what they used. */
export async function startWorker(
  config: Config & { readonly DATABASE_URL: string },
  { logger, metrics, threadArgs }: WorkerParts,
): Promise<RunningLoops> {
  const named = await readSourcesFile(config.BAZAAR_SOURCES);
  const clock = new SystemClock();
  const database = createDataSource({
    url: config.DATABASE_URL,
    applicationName: 'bazaar-worker',
    poolMax: config.DATABASE_POOL_MAX,
    statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
    entities,
  });
  await database.initialize();
  const listenUrl = config.DATABASE_LISTEN_URL ?? config.DATABASE_URL;
  const channels = [CHANNELS.probeWanted, CHANNELS.sourceWanted, CHANNELS.changed];
  const listener = new PgListener(listenUrl, channels, logger);
  await listener.start();
  const ingest = new IngestService(database, clock, {
    guard: urlGuard(config),
    quota: { origin: config.ORIGIN_LISTINGS_MAX, domain: config.DOMAIN_LISTINGS_MAX },
    onRefused: (row, error) => logger.error({ event: 'ingest-refused', url: row.url, err: error }),
  });
  const { crawler, pulse, forgetBudgets, close } = createCrawler({
    ...{ config, database, ingest, logger, metrics, clock, threadArgs },
    wanted: (ms, signal) => listener.next(CHANNELS.probeWanted, ms, signal),
  });
  const feeds = createSources({
    ...{ config, database, ingest, logger, clock },
    wanted: (ms, signal) => listener.next(CHANNELS.sourceWanted, ms, signal),
  });
  await feeds.configure(named);
  const documents = createDocumentReader({
    ...{ config, database, ingest, logger, clock },
    wanted: (ms, signal) => listener.next(CHANNELS.sourceWanted, ms, signal),
  });
  const rates = createRates({ config, database, ingest, logger, metrics, clock });
  const unindexed = metrics.counter({
    name: 'index_skipped_total',
    help: 'Documents that could not be indexed; each is tried again later.',
  });
  const indexer = new Indexer(database, new EmbeddedEngine(database), {
    onError: (error) => logger.error({ event: 'index-failed', err: error }),
    onSkipped: (listingId, error) => {
      unindexed.inc();
      logger.error({ event: 'index-skipped', listingId, err: error });
    },
  });

  const jobs = new JobRunner(
    makeJobs({ config, database, clock, logger, forgetBudgets, rates }),
    new JobRepository(database),
    clock,
    logger,
  );

  const loops: Loop[] = [
    { name: 'crawl', run: (signal) => crawler.run(signal) },
    { name: 'documents', run: (signal) => documents.reader.run(signal) },
    { name: 'sources', run: (signal) => feeds.sources.run(signal) },
    { name: 'facilitators', run: (signal) => feeds.facilitators.run(signal) },
    { name: 'jobs', run: (signal) => jobs.run(signal) },
    { name: 'pulse', run: (signal) => logPulse(pulse, logger, signal) },
    { name: 'index', run: (signal) => indexer.run(signal) },
    { name: 'index-hints', run: (signal) => passHints(listener, indexer, signal) },
  ];
  const running = startLoops(loops, logger);
  const figures = await serveFigures(config, metrics, logger);
  const stop = async (): Promise<void> => {
    await figures.close();
    await running.stop();
    await close();
    await documents.close();
    await feeds.close();
    await rates.close();
    await listener.stop();
    await database.destroy();
  };
  return { stop };
}

async function passHints(listener: PgListener, indexer: Indexer, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await listener.next(CHANNELS.changed, HINT_MS, signal);
    indexer.wake();
  }
}
