import { setTimeout as sleep } from 'node:timers/promises';

import { DocumentRequestRepository, registrableDomain } from '@bazaar/catalog';
import { type DocumentReaderOptions, createDocumentReader } from '@bazaar/crawler';
import { SystemClock } from '@bazaar/kernel';
import { createLogger, loadConfig } from '@bazaar/platform';

import { type TestCatalog } from './a-catalog.js';

export interface TestDocumentReader {
  /** Has the documents of an origin read, one of them by its URL where that is given, and waits until they were. */
  read(origin: string, url?: string): Promise<void>;
  stop(): Promise<void>;
}

const LOOK_MS = 20;
const SETTINGS = {
  PROBES: 'off',
  DOMAIN_CONCURRENCY: '1000',
  ORIGIN_REQUESTS_PER_SECOND: '1000',
  ORIGIN_BURST: '1000',
  ADDRESS_REQUESTS_PER_SECOND: '1000',
};

/** Reads documents of the catalogue's origins until it is stopped, in real time. */
export function aDocumentReader(
  { database, ingest }: Pick<TestCatalog, 'database' | 'ingest'>,
  env: Readonly<Record<string, string>>,
  options: Partial<Pick<DocumentReaderOptions, 'resolveTxt'>> = {},
): TestDocumentReader {
  const clock = new SystemClock();
  const requests = new DocumentRequestRepository(database);
  const { reader, close } = createDocumentReader({
    ...{ database, ingest, clock, ...options },
    config: loadConfig({ ...SETTINGS, ...env }),
    logger: createLogger({ LOG_LEVEL: 'warn' }),
    wanted: (_ms, signal) => sleep(LOOK_MS, undefined, { signal }).catch(() => undefined),
  });
  const stopping = new AbortController();
  const running = reader.run(stopping.signal);
  return {
    async read(origin, url = origin) {
      await requests.leave({ origin, domain: registrableDomain(origin), url }, clock.now());
      while ((await database.query<object[]>('SELECT FROM document_request')).length > 0)
        await sleep(LOOK_MS);
    },
    async stop() {
      stopping.abort();
      await running;
      await close();
    },
  };
}
