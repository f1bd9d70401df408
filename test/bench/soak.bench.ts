import { setTimeout as sleep } from 'node:timers/promises';

import { aSighting } from '../builders/a-sighting.js';
import { type Fleet, startFleet } from '../fleet/fleet.js';
import { type BenchCatalog, aBenchCatalog } from './a-bench-catalog.js';
import { type Bench } from './bench.js';
import { BenchChild } from './crawl/bench-child.js';
import { PORTS } from './crawl/ports.js';
import { serverMemory, workingSetMb } from './crawl/process-memory.js';
import { type FleetSize, type StartedFleet } from './crawl/tasks.js';
import { SoakedWorker } from './soak/soaked-worker.js';

const MINUTES = 30;
const REPORTED_EVERY_MINUTES = 5;
const WORKERS = 2;
const STATIC: FleetSize = { origins: 500, perOrigin: 5 };
const MINUTE_MS = 60_000;
/** Whatever is not due by then is made due: what stands still leaks nothing. */
const MADE_DUE_EVERY_MS = 10_000;

/** Whole workers, probing for half an hour without a pause: what they hold must not grow. */
export const soak: Bench = {
  about:
    `${WORKERS} workers with all they do, for ${MINUTES} minutes: ${STATIC.origins * STATIC.perOrigin} static ` +
    'endpoints, and the fleet of real and odd sellers, each due again as soon as it was looked at, 100 requests a ' +
    'second to their one address. Resident memory of each process at the end of each five minutes; the heap right ' +
    'after a collection.',
  async run(report) {
    const catalog = await aBenchCatalog();
    const odd = await startFleet({ ports: 'any' });
    const stat = new BenchChild<FleetSize>(new URL('./crawl/static-fleet.ts', import.meta.url));
    const allow = `127.0.0.1/32:${PORTS.from}-${PORTS.to},${odd.allow}`;
    const workers = Array.from({ length: WORKERS }, () => new SoakedWorker(catalog.url, allow));
    try {
      const { urls } = await stat.ask<StartedFleet>(STATIC);
      await catalog.ingest.sight([...urls.map((url) => aSighting({ url })), ...sightingsOf(odd)]);
      let before = 0;
      for (let minute = REPORTED_EVERY_MINUTES; minute <= MINUTES; minute += REPORTED_EVERY_MINUTES) {
        await keepDue(catalog, Date.now() + REPORTED_EVERY_MINUTES * MINUTE_MS);
        const probes = await probesOf(catalog);
        report({
          case: `minute ${minute}`,
          size: `${probes} probes`,
          warmth: 'warm',
          figures: {
            perSecond: (probes - before) / (REPORTED_EVERY_MINUTES * 60),
            ...(await memoryOf(workers, catalog)),
          },
        });
        before = probes;
      }
    } finally {
      await Promise.all([...workers, stat].map((process) => process.stop()));
      await odd.stop();
      await catalog.close();
    }
  },
};

const sightingsOf = ({ endpoints }: Fleet) =>
  endpoints.map(({ register: { resource, method, toolName } }) =>
    aSighting({
      ...{ url: resource, method: method ?? null, toolName: toolName ?? null },
      type: toolName === undefined ? 'HTTP' : 'MCP',
    }),
  );

async function keepDue({ database }: BenchCatalog, until: number): Promise<void> {
  while (Date.now() < until) {
    await database.query(
      'UPDATE target SET next_probe_at = now() WHERE next_probe_at > now() AND listing_id IS NOT NULL',
    );
    await database.query('UPDATE origin SET next_request_at = now() WHERE next_request_at > now()');
    await sleep(Math.min(MADE_DUE_EVERY_MS, Math.max(0, until - Date.now())));
  }
}

async function memoryOf(workers: readonly SoakedWorker[], catalog: BenchCatalog) {
  const heaps = await Promise.all(workers.map((worker) => worker.heapMb()));
  const each = workers.flatMap(({ pid }, index) => [
    [`worker${index + 1}Mb`, workingSetMb(pid)] as const,
    [`worker${index + 1}HeapMb`, heaps[index] ?? 0] as const,
  ]);
  return { ...Object.fromEntries(each), postgresMb: serverMemory(catalog.pid) };
}

async function probesOf({ database }: BenchCatalog): Promise<number> {
  const [row] = await database.query<{ count: number }[]>('SELECT count(*)::int AS count FROM probe');
  return row?.count ?? 0;
}
