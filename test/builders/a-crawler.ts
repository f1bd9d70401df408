import { CHANNELS } from '@bazaar/catalog';
import { type CrawlerOptions, createCrawler } from '@bazaar/crawler';
import { SystemClock } from '@bazaar/kernel';
import { createLogger, loadConfig, Metrics, PgListener } from '@bazaar/platform';

import { unbuilt } from '../setup/script.js';
import { type TestCatalog } from './a-catalog.js';

const logger = createLogger({ LOG_LEVEL: 'warn' });

/** A fleet on one machine shares one domain. */
const SETTINGS = {
  PROBES: 'off',
  PROBE_TIMEOUT_MS: '1500',
  CONTACT_URL: 'https://bazaar.example/bot',
  DOMAIN_CONCURRENCY: '1000',
};

/** No manners but those a test asks for: a fleet on one machine shares one address. */
const HURRIED = {
  ORIGIN_REQUESTS_PER_SECOND: '1000',
  ORIGIN_BURST: '1000',
  ADDRESS_REQUESTS_PER_SECOND: '1000',
  ADDRESS_CONCURRENCY: '200',
};

/** Of its ingest a crawler needs no more than to store what it has seen. */
type CrawledCatalog = Omit<TestCatalog, 'ingest'> & Pick<CrawlerOptions, 'ingest'>;

interface TestCrawler {
  stop(): Promise<void>;
}

/** A crawler that runs on the catalogue until it is stopped, in real time; `{}` are the manners of a real one. */
export async function aCrawler(
  catalog: CrawledCatalog,
  env: Readonly<Record<string, string>>,
  manners: Readonly<Record<string, string>> = HURRIED,
): Promise<TestCrawler> {
  const clock = new SystemClock();
  catalog.clock.advance(clock.now().getTime() - catalog.clock.now().getTime());
  const listener = new PgListener(catalog.url, [CHANNELS.probeWanted], logger);
  await listener.start();
  const crawler = start(catalog, { ...manners, ...env }, clock, (ms, signal) =>
    listener.next(CHANNELS.probeWanted, ms, signal),
  );
  return {
    async stop() {
      await crawler.stop();
      await listener.stop();
    },
  };
}

/**
 * A crawler that lives by the catalogue's clock, which stands still while it works: nothing it does takes any time, so
 * no rate may hold it up. It looks for what is due when it is woken.
 */
export function aTimelessCrawler(
  catalog: CrawledCatalog,
  env: Readonly<Record<string, string>>,
): TestCrawler & { wake(): void } {
  const alarm = new Alarm();
  const rates = {
    ORIGIN_REQUESTS_PER_SECOND: '100000',
    ORIGIN_BURST: '100000',
    ADDRESS_REQUESTS_PER_SECOND: '100000',
  };
  const crawler = start(catalog, { ...HURRIED, ...rates, ...env }, catalog.clock, (_ms, signal) =>
    alarm.next(signal),
  );
  return { stop: crawler.stop, wake: () => alarm.ring() };
}

/** One that rings while nobody waits is heard by whoever waits next. */
class Alarm {
  private hasRung = false;
  private wake: () => void = () => undefined;

  ring(): void {
    this.hasRung = true;
    this.wake();
  }

  async next(signal: AbortSignal): Promise<void> {
    if (!this.hasRung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    this.hasRung = false;
  }
}

function start(
  { ingest, database }: CrawledCatalog,
  env: Readonly<Record<string, string>>,
  clock: CrawlerOptions['clock'],
  wanted: CrawlerOptions['wanted'],
): TestCrawler {
  const { crawler, close } = createCrawler({
    ...{ config: loadConfig({ ...SETTINGS, ...env }), database, logger, clock, ingest, wanted },
    metrics: new Metrics(),
    threadArgs: unbuilt,
  });
  const stopping = new AbortController();
  const running = crawler.run(stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
      await close();
    },
  };
}
