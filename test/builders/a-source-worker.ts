import { setTimeout as sleep } from 'node:timers/promises';

import { type FeedNamed, type Source } from '@bazaar/catalog';
import { type SourcesOptions, createSources } from '@bazaar/crawler';
import { type Logger, loadConfig } from '@bazaar/platform';

import { type TestCatalog } from './a-catalog.js';

export interface SourceWorker {
  /** Lines that were logged: `event source`. */
  readonly logged: string[];
  /** Pulls a source now and gives what is known of it then. */
  pull(id: string): Promise<SourceRow>;
  stop(): Promise<void>;
}

export type SourceRow = Source & { readonly url: string };

/** Longer waits are those of somebody who renews a lease: they are waited for, and no request of a test is. */
const SHORT_MS = 5_000;
const LOOK_MS = 20;
const PULL_MS_MAX = 240_000;

const RATES = {
  PROBES: 'off',
  // Waits move the clock, and nobody renews by it.
  LEASE_MS: '600000',
  ORIGIN_REQUESTS_PER_SECOND: '100000',
  ORIGIN_BURST: '100000',
  ADDRESS_REQUESTS_PER_SECOND: '100000',
  ADDRESS_CONCURRENCY: '10000',
};

/** Pulls sources and polls facilitators by the catalogue's clock, until it is stopped. */
export async function aSourceWorker(
  catalog: TestCatalog,
  named: readonly FeedNamed[],
  env: Readonly<Record<string, string>>,
  options: Partial<Pick<SourcesOptions, 'kinds' | 'ca'>> = {},
): Promise<SourceWorker> {
  const logged: string[] = [];
  const log = (fields: { event: string; source?: string }): void =>
    void logged.push([fields.event, fields.source].filter((part) => part !== undefined).join(' '));
  const { configure, sources, facilitators, close } = createSources({
    ...{ database: catalog.database, ingest: catalog.ingest, clock: catalog.clock, ...options },
    config: loadConfig({ ...RATES, ...env }),
    logger: { info: log, warn: log, error: log } as unknown as Logger,
    wanted: (_ms, signal) => quiet(sleep(LOOK_MS, undefined, { signal })),
    pause: async (ms, signal) => {
      catalog.clock.advance(ms < SHORT_MS ? ms : 0);
      if (ms >= SHORT_MS) await quiet(sleep(ms, undefined, signal === undefined ? {} : { signal }));
    },
  });
  await configure(named);
  const stopping = new AbortController();
  const running = [sources.run(stopping.signal), facilitators.run(stopping.signal)];
  return {
    logged,
    async pull(id) {
      const now = catalog.clock.advance(1_000);
      await catalog.database.query('UPDATE source SET next_run_at = $2 WHERE id = $1', [id, now]);
      return finished(catalog, id, now);
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
      await close();
    },
  };
}

async function finished({ database }: TestCatalog, id: string, since: Date): Promise<SourceRow> {
  for (const deadline = Date.now() + PULL_MS_MAX; Date.now() < deadline;) {
    await sleep(LOOK_MS);
    const row = await database.getRepository<SourceRow>('Source').findOneByOrFail({ id });
    if (row.leasedUntil === null && row.nextRunAt !== null && row.nextRunAt > since) return row;
  }
  throw new Error(`${id} was not pulled in time.`);
}

async function quiet(promise: Promise<unknown>): Promise<void> {
  await promise.catch(() => undefined);
}
