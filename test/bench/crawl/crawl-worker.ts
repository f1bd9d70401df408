import { CHANNELS, IngestService, type Observed, entities } from '@bazaar/catalog';
import { createCrawler } from '@bazaar/crawler';
import { SystemClock } from '@bazaar/kernel';
import { Metrics, PgListener, createDataSource, createLogger, loadConfig } from '@bazaar/platform';

import { unbuilt } from '../../setup/script.js';
import { doTasks } from './bench-child.js';
import { watchLag } from './lag.js';
import { PORTS } from './ports.js';
import { probeParts } from './probe-parts.js';
import { type Crawled, type CrawlTask } from './tasks.js';

/** A worker's defaults but for the rates: all the fleet is one owner's, at one address, and may be asked at once. */
const config = loadConfig({
  PROBES: 'off',
  FETCH_ALLOW: `127.0.0.1/32:${PORTS.from}-${PORTS.to}`,
  LOG_LEVEL: 'warn',
  ORIGIN_REQUESTS_PER_SECOND: '100000',
  ORIGIN_BURST: '100000',
  DOMAIN_CONCURRENCY: '4096',
  ADDRESS_REQUESTS_PER_SECOND: '100000',
  ADDRESS_CONCURRENCY: '100000',
});

const [url = ''] = process.argv.slice(2);
const logger = createLogger(config);
const clock = new SystemClock();
const listener = new PgListener(url, [CHANNELS.probeWanted], logger);
await listener.start();
const database = await createDataSource({
  ...{ url, applicationName: 'bench-worker', entities },
  poolMax: config.DATABASE_POOL_MAX,
  statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
}).initialize();
const ingest = new IngestService(database, clock, {
  guard: () => null,
  quota: { origin: config.ORIGIN_LISTINGS_MAX, domain: config.DOMAIN_LISTINGS_MAX },
  onRefused: (_row, error) => logger.error({ event: 'ingest-refused', err: error }),
});
let seen: Observed[] = [];
let onSeen: () => void = () => undefined;
const { crawler, close } = createCrawler({
  ...{ config, database, logger, clock, metrics: new Metrics(), threadArgs: unbuilt },
  wanted: (ms, signal) => listener.next(CHANNELS.probeWanted, ms, signal),
  ingest: {
    async observe(batch) {
      const outcomes = await ingest.observe(batch);
      seen.push(...batch.filter((_, index) => outcomes[index] === 'stored'));
      onSeen();
      return outcomes;
    },
  },
});
const parts = probeParts({ config, ingest, logger });

async function crawl(probes: number): Promise<Crawled> {
  seen = [];
  const stopping = new AbortController();
  const stopWatching = watchLag();
  const startedAt = performance.now();
  const enough = new Promise<number>((resolve) => {
    onSeen = () => {
      if (seen.length >= probes) resolve(performance.now());
    };
  });
  const running = crawler.run(stopping.signal);
  const seconds = ((await enough) - startedAt) / 1_000;
  const lag = stopWatching();
  stopping.abort();
  await running;
  const wrong = seen.find(({ evidence }) => evidence.kind !== 'payable');
  if (wrong !== undefined) throw new Error(`${wrong.url} was found ${JSON.stringify(wrong.evidence)}`);
  return { seconds, ...lag };
}

/** The same probes, as if their origins were leased anew and they were made now. */
async function again(): Promise<Observed[]> {
  const [rows] = await database.query<[{ origin: string; lease_token: string }[], number]>(
    `UPDATE origin SET lease_token = lease_token + 1, leased_until = now() + interval '1 hour' RETURNING origin, lease_token`,
  );
  const tokens = new Map(rows.map((row) => [row.origin, row.lease_token]));
  return seen.map((probe) => ({ ...probe, leaseToken: tokens.get(probe.origin) ?? '', at: clock.now() }));
}

async function doTask(task: CrawlTask): Promise<object> {
  if ('crawl' in task) return crawl(task.crawl);
  if (task.part === 'lease') seen = await again();
  else await parts[task.part](seen);
  return {};
}

async function stop(): Promise<void> {
  await Promise.all([close(), parts.close(), listener.stop()]);
  await database.destroy();
}

doTasks(doTask, stop);
