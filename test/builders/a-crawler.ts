import { CHANNELS } from '@bazaar/catalog';
import { createCrawler } from '@bazaar/crawler';
import { SystemClock } from '@bazaar/kernel';
import { createLogger, loadConfig, Metrics, PgListener } from '@bazaar/platform';

import { unbuilt } from '../setup/script.js';
import { type TestCatalog } from './a-catalog.js';

const logger = createLogger({ LOG_LEVEL: 'warn' });

/** No manners but those a test asks for: a fleet on one machine shares one address. */
const HURRIED = {
  PROBES: 'off',
  PROBE_TIMEOUT_MS: '1500',
  CONTACT_URL: 'https://bazaar.example/bot',
  ORIGIN_REQUESTS_PER_SECOND: '1000',
  ORIGIN_BURST: '1000',
  DOMAIN_CONCURRENCY: '1000',
  ADDRESS_REQUESTS_PER_SECOND: '1000',
  ADDRESS_CONCURRENCY: '200',
};

type CrawledCatalog = Pick<TestCatalog, 'url' | 'database' | 'clock'> & {
  readonly ingest: Pick<TestCatalog['ingest'], 'observe'>;
};

/** A crawler that runs on the catalogue until it is stopped, in real time. */
export async function aCrawler(catalog: CrawledCatalog, env: Readonly<Record<string, string>>) {
  const clock = new SystemClock();
  catalog.clock.advance(clock.now().getTime() - catalog.clock.now().getTime());
  const listener = new PgListener(catalog.url, [CHANNELS.probeWanted], logger);
  await listener.start();
  const { ingest, database } = catalog;
  const { crawler, close } = createCrawler({
    ...{ config: loadConfig({ ...HURRIED, ...env }), database, logger, clock, ingest },
    metrics: new Metrics(),
    threadArgs: unbuilt,
    wanted: (ms, signal) => listener.next(CHANNELS.probeWanted, ms, signal),
  });
  const stopping = new AbortController();
  const running = crawler.run(stopping.signal);
  const stop = async (): Promise<void> => {
    stopping.abort();
    await running;
    await close();
    await listener.stop();
  };
  return { stop };
}
