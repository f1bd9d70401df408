import { type Source } from '@bazaar/catalog';
import { createSources } from '@bazaar/crawler';
import { createLogger, loadConfig } from '@bazaar/platform';
import { setTimeout as sleep } from 'node:timers/promises';

import { type CatalogueServer, aCatalogueServer, sendJson } from '../builders/a-catalogue-server.js';
import { aRequirement } from '../builders/a-requirement.js';
import { type BenchCatalog, aBenchCatalog } from './a-bench-catalog.js';
import { type Bench, type Measured } from './bench.js';

const ROWS = 100_000;
const LISTINGS_PER_ORIGIN = 5;
const PAGE_MAX = 1_000;
const FEED = 'facilitator:bench';
const SAMPLE_MS = 100;
const MEBIBYTE = 1_048_576;

const DESCRIPTION = 'A report on the state of things, made anew for whoever asks. '.repeat(4);

/** One row of some 1 kB: two offers, a description, counters. */
const row = (index: number): object => ({
  resource: `https://s${Math.floor(index / LISTINGS_PER_ORIGIN)}.example/v1/${index}`,
  ...{ type: 'http', x402Version: 2, lastUpdated: '2026-11-01T00:00:00.000Z', description: DESCRIPTION },
  accepts: [
    aRequirement({ amount: String(1_000 + (index % 5_000)) }),
    aRequirement({ network: 'eip155:84532', amount: String(1_000 + (index % 5_000)) }),
  ],
  quality: {
    l30DaysTotalCalls: index,
    l30DaysUniquePayers: index % 100,
    lastCalledAt: '2026-11-01T00:00:00Z',
  },
});

/** Rows are made when they are asked for: what is measured is not what the server holds. */
const aLargeCatalogue = (): Promise<CatalogueServer> =>
  aCatalogueServer(({ searchParams }, response) => {
    const limit = Math.min(Number(searchParams.get('limit')), PAGE_MAX);
    const offset = Number(searchParams.get('offset'));
    const length = Math.max(0, Math.min(limit, ROWS - offset));
    const items = Array.from({ length }, (_, place) => row(offset + place));
    sendJson(response, { x402Version: 2, items, pagination: { limit, offset, total: ROWS } });
  });

/** One facilitator's catalogue, from its pages to targets and claims. */
export const sources: Bench = {
  about:
    `A catalogue of ${ROWS} rows of 1 kB with 2 offers, ${LISTINGS_PER_ORIGIN} an origin, on loopback in this ` +
    `process, in pages of ${PAGE_MAX}; to targets, listings, claims and counters in embedded Postgres, durable. ` +
    'Memory is of this process: the same at its peak, however many rows there are.',
  async run(report) {
    const catalog = await aBenchCatalog();
    const server = await aLargeCatalogue();
    try {
      report(await pulled('first pull, all new', catalog, server));
      report(await pulled('second pull, unchanged', catalog, server));
    } finally {
      await server.close();
      await catalog.close();
    }
  },
};

async function pulled(
  what: string,
  { database, ingest, clock }: BenchCatalog,
  server: CatalogueServer,
): Promise<Measured> {
  const rates = { ORIGIN_REQUESTS_PER_SECOND: '10000', ORIGIN_BURST: '10000' };
  const {
    configure,
    sources: runner,
    close,
  } = createSources({
    ...{ database, ingest, clock, logger: createLogger({ LOG_LEVEL: 'warn' }) },
    config: loadConfig({ FETCH_ALLOW: server.allow, PROBES: 'off', ...rates }),
    wanted: (_ms, signal) => sleep(SAMPLE_MS, undefined, { signal }).catch(() => undefined),
  });
  await configure([{ id: FEED, kind: 'facilitator', url: server.url }]);
  const startedAt = clock.now();
  await database.query('UPDATE source SET next_run_at = $2 WHERE id = $1', [FEED, startedAt]);
  const memory = new MemoryWatch();
  const before = process.cpuUsage();
  const stopping = new AbortController();
  const running = runner.run(stopping.signal);
  const source = await finished(database.getRepository<Source>('Source'), startedAt);
  const { user, system } = process.cpuUsage(before);
  const figures = {
    perSecond: ROWS / ((clock.now().getTime() - startedAt.getTime()) / 1_000),
    cpuMsEach: (user + system) / 1_000 / ROWS,
    ...memory.stop(),
  };
  stopping.abort();
  await running;
  await close();
  if (source.rowsSeen !== ROWS || source.rowsRefused > 0 || source.lastError !== null)
    throw new Error(`Not all was taken: ${JSON.stringify(source)}`);
  return { case: what, size: `${ROWS} rows`, warmth: 'warm', figures };
}

interface SourceRows {
  findOneByOrFail(where: { id: string }): Promise<Source>;
}

async function finished(rows: SourceRows, since: Date): Promise<Source> {
  for (;;) {
    await sleep(SAMPLE_MS);
    const source = await rows.findOneByOrFail({ id: FEED });
    if (source.leasedUntil === null && source.nextRunAt !== null && source.nextRunAt > since) return source;
  }
}

/** What the process holds while something runs. */
class MemoryWatch {
  private readonly rssBeforeMb = rssMb();
  private rssPeakMb = this.rssBeforeMb;
  private readonly timer = setInterval(() => (this.rssPeakMb = Math.max(this.rssPeakMb, rssMb())), SAMPLE_MS);

  stop() {
    clearInterval(this.timer);
    const { rssBeforeMb, rssPeakMb } = this;
    return { rssBeforeMb, rssPeakMb, rssAfterMb: rssMb() };
  }
}

const rssMb = (): number => process.memoryUsage().rss / MEBIBYTE;
