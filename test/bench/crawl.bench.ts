import { aSighting } from '../builders/a-sighting.js';
import { type BenchCatalog, aBenchCatalog } from './a-bench-catalog.js';
import { type Bench, type Measured } from './bench.js';
import { BenchChild } from './crawl/bench-child.js';
import { CpuClock, type CpuMs, subtract, totalMs } from './crawl/cpu-clock.js';
import {
  type CrawlTask,
  type Crawled,
  type FleetSize,
  type ProbePart,
  type StartedFleet,
} from './crawl/tasks.js';

const ORIGINS = 2_000;
const PER_ORIGIN = 5;
const PROBES = ORIGINS * PER_ORIGIN;
/** Crawled before anything counts: further origins of the fleet. */
const WARM_UP_ORIGINS = 200;
const WARM_UP = WARM_UP_ORIGINS * PER_ORIGIN;
const SIGHTED_AT_ONCE = 256;

/** A worker's crawl. Fleet, worker and Postgres are processes of their own, all on this machine. */
export const crawl: Bench = {
  about:
    `A static fleet on loopback, ${ORIGINS} origins with ${PER_ORIGIN} endpoints each, warmed up with ` +
    `${WARM_UP_ORIGINS} others: 402 in both versions, 2 offers, 2 kB, 10 % distinct schemas. A worker with default ` +
    'settings but no rates, robots.txt asked for and obeyed; embedded Postgres, durable. CPU is of processes, as the ' +
    'kernel counts it; threads are all of the worker but its main one, others ' +
    'what else the machine did. A part is done alone, for the probes of the ' +
    'second look; the rest is what the parts leave of that look. Budget: 1,200 probes a second, lag p99 50 ms.',
  async run(report) {
    const catalog = await aBenchCatalog();
    const fleet = new BenchChild<FleetSize>(new URL('./crawl/static-fleet.ts', import.meta.url));
    const worker = new BenchChild<CrawlTask>(new URL('./crawl/crawl-worker.ts', import.meta.url), [
      catalog.url,
    ]);
    try {
      const size = { origins: WARM_UP_ORIGINS + ORIGINS, perOrigin: PER_ORIGIN };
      const { urls } = await fleet.ask<StartedFleet>(size);
      const cpu = new CpuClock({ worker: worker.pid, fleet: fleet.pid, postgres: catalog.pid });
      await sight(catalog, urls.slice(0, WARM_UP));
      await worker.ask({ crawl: WARM_UP });
      const crawled = urls.slice(WARM_UP);
      await sight(catalog, crawled);
      report((await look('first look, all new', cpu, worker)).measured);
      await makeDue(catalog, crawled);
      const second = await look('second look, all unchanged', cpu, worker);
      report(second.measured);
      await reportParts(second.cpuMs, cpu, worker, report);
    } finally {
      await Promise.all([worker.stop(), fleet.stop()]);
      await catalog.close();
    }
  },
};

async function look(what: string, cpu: CpuClock, worker: BenchChild<CrawlTask>) {
  const { value, cpuMs, othersCores } = await cpu.time(() => worker.ask<Crawled>({ crawl: PROBES }));
  const { seconds, ...lag } = value;
  const figures = { perSecond: PROBES / seconds, ...lag, ...perProbe(cpuMs), othersCores };
  return { cpuMs, measured: measured(what, figures) };
}

async function reportParts(
  whole: CpuMs,
  cpu: CpuClock,
  worker: BenchChild<CrawlTask>,
  report: (measured: Measured) => void,
): Promise<void> {
  let rest = whole;
  const timed = async (what: string, part: ProbePart): Promise<CpuMs> => {
    const { cpuMs } = await cpu.time(() => worker.ask({ part }));
    report(measured(`part: ${what}`, perProbe(cpuMs)));
    return cpuMs;
  };
  rest = subtract(rest, await timed('fetch, one request', 'fetch'));
  rest = subtract(rest, await timed('read', 'read'));
  await timed('check, 10 % new', 'check');
  rest = subtract(rest, await timed('check, all known', 'check'));
  await worker.ask({ part: 'lease' });
  rest = subtract(rest, await timed('ingest, unchanged', 'ingest'));
  report(measured('part: the rest (lease, due targets, release, budgets)', perProbe(rest)));
}

const measured = (what: string, figures: Measured['figures']): Measured => ({
  case: what,
  size: `${ORIGINS} origins, ${PROBES} endpoints`,
  warmth: 'warm',
  figures,
});

const perProbe = (cpuMs: CpuMs): Measured['figures'] => ({
  cpuMsEach: totalMs(cpuMs) / PROBES,
  workerMsEach: cpuMs.worker / PROBES,
  threadsMsEach: cpuMs.threads / PROBES,
  postgresMsEach: cpuMs.postgres / PROBES,
  fleetMsEach: cpuMs.fleet / PROBES,
});

async function sight({ ingest }: BenchCatalog, urls: readonly string[]): Promise<void> {
  for (let from = 0; from < urls.length; from += SIGHTED_AT_ONCE)
    await ingest.sight(urls.slice(from, from + SIGHTED_AT_ONCE).map((url) => aSighting({ url })));
}

async function makeDue({ database }: BenchCatalog, urls: readonly string[]): Promise<void> {
  await database.query('UPDATE target SET next_probe_at = now() WHERE url = ANY ($1)', [urls]);
  await database.query(
    'UPDATE origin SET next_request_at = now() WHERE origin IN (SELECT origin FROM target WHERE url = ANY ($1))',
    [urls],
  );
}
