import { type Observed, type Sighted } from '@bazaar/catalog';
import { readResource } from '@bazaar/x402';

import { type BenchCatalog, aBenchCatalog } from './a-bench-catalog.js';
import { type Bench, type Measured } from './bench.js';
import { serverMs } from './crawl/process-cpu.js';
import { aSoldResource } from './sold-resource.js';

const SIZES = [15_000, 100_000] as const;
const LISTINGS_PER_ORIGIN = 5;
const BATCH = 256;
/** As a worker has them, each with origins of its own: who writes an origin locks it. */
const WRITERS = 2;
/** Measured with the catalogue at that size. */
const MEASURED = 10_000;
const BYTES = 1_000;

const ROUNDS = [
  { what: 'new offers, listed', dearer: 0 },
  { what: 'unchanged', dearer: 0 },
  { what: 'price changed', dearer: 1 },
] as const;

/** The write path: one transaction a batch, with every index, price points, timeline, health, and change rows. */
export const ingest: Bench = {
  about:
    `Listings of ${BYTES} bytes with 2 offers, batches of ${BATCH}, ${WRITERS} writers, embedded Postgres, durable. ` +
    'Budget: 2,000 new listings a second, 8,000 unchanged ones.',
  async run(report) {
    const catalog = await aBenchCatalog();
    try {
      let filled = 0;
      for (const size of SIZES) {
        await fill(catalog, filled, size - MEASURED);
        const batch = range(size - MEASURED, size);
        const timed = (what: string, work: () => Promise<void>) => measure(catalog, { what, size }, work);
        report(await timed('sighted: new target and listing', () => sight(catalog, batch)));
        for (const [round, { what, dearer }] of ROUNDS.entries()) {
          const seen = await probe(catalog, batch, { round, dearer });
          report(await timed(`probed: ${what}`, () => store(catalog, seen)));
        }
        filled = size;
      }
    } finally {
      await catalog.close();
    }
  },
};

async function measure(
  { pid }: BenchCatalog,
  { what, size }: { readonly what: string; readonly size: number },
  work: () => Promise<void>,
): Promise<Measured> {
  const startedAt = performance.now();
  const [before, databaseBefore] = [process.cpuUsage(), serverMs(pid)];
  await work();
  const { user, system } = process.cpuUsage(before);
  const databaseCpuMs = serverMs(pid) - databaseBefore;
  const seconds = (performance.now() - startedAt) / 1_000;
  const figures = {
    perSecond: MEASURED / seconds,
    cpuMsEach: (user + system) / 1_000 / MEASURED,
    databaseCpuMsEach: databaseCpuMs / MEASURED,
  };
  return { case: what, size: `${size} listings`, warmth: 'warm', figures };
}

async function fill(catalog: BenchCatalog, from: number, to: number): Promise<void> {
  await sight(catalog, range(from, to));
  await store(catalog, await probe(catalog, range(from, to), { round: 0, dearer: 0 }));
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

const originOf = (listing: number): string => `https://s${Math.floor(listing / LISTINGS_PER_ORIGIN)}.example`;
const urlOf = (listing: number): string => `${originOf(listing)}/v1/${listing}`;

const sight = (catalog: BenchCatalog, listings: readonly number[]): Promise<void> =>
  inBatches(listings, originOf, async (batch) => {
    const sightings = batch.map((listing): Sighted => ({
      ...{ url: urlOf(listing), method: null, toolName: null, type: 'HTTP', claim: null },
      ...{ source: { id: 'bench', kind: 'file', url: null }, probeNow: false, example: null },
    }));
    const outcomes = await catalog.ingest.sight(sightings);
    if (outcomes.some(({ status }) => status !== 'new')) throw new Error('A target was not new.');
  });

interface Leased {
  readonly id: string;
  readonly url: string;
  readonly origin: string;
  readonly token: string;
}

/** What a worker that holds the origins would have seen; made before the clock runs. */
async function probe(
  { database }: BenchCatalog,
  listings: readonly number[],
  { round, dearer }: { readonly round: number; readonly dearer: number },
): Promise<Observed[]> {
  const leased = await database.query<Leased[]>(
    `WITH held AS (
       UPDATE origin SET lease_token = lease_token + 1, leased_until = now() + interval '1 hour'
       WHERE origin IN (SELECT origin FROM target WHERE url = ANY ($1)) RETURNING origin, lease_token)
     SELECT t.id, t.url, t.origin, h.lease_token AS token FROM target t JOIN held h ON h.origin = t.origin
     WHERE t.url = ANY ($1) ORDER BY t.id`,
    [listings.map(urlOf)],
  );
  const at = new Date(Date.now() + round * 60_000);
  return leased.map((target) => observed(target, at, dearer));
}

const store = (catalog: BenchCatalog, seen: readonly Observed[]): Promise<void> =>
  inBatches(
    seen,
    ({ origin }) => origin,
    async (batch) => {
      const outcomes = await catalog.ingest.observe(batch);
      if (outcomes.some((outcome) => outcome !== 'stored')) throw new Error('A probe was not stored.');
    },
  );

function observed({ id, url, origin, token }: Leased, at: Date, dearer: number): Observed {
  const seller = Number(url.slice(url.lastIndexOf('/') + 1));
  const { answer } = aSoldResource({ offers: 2, bytes: BYTES, seller: seller + dearer });
  const read = readResource({ url, method: 'GET', answer });
  if (!read.ok) throw new Error(read.error);
  return {
    ...{ targetId: id, origin, leaseToken: token, at, url, method: 'GET', ms: 20, issues: [] },
    answer: { ...answer, method: 'GET', body: Buffer.from(answer.body), movedTo: null, beside: [] },
    ...{ evidence: { kind: 'payable' }, reading: read.value },
  };
}

/** As many writers as a worker has, each with every second origin. */
async function inBatches<T>(
  items: readonly T[],
  originOf: (item: T) => string,
  work: (batch: readonly T[]) => Promise<void>,
): Promise<void> {
  const origins = [...new Set(items.map(originOf))];
  const writerOf = new Map(origins.map((origin, index) => [origin, index % WRITERS]));
  const writer = async (_: unknown, number: number): Promise<void> => {
    const own = items.filter((item) => writerOf.get(originOf(item)) === number);
    for (let next = 0; next < own.length; next += BATCH) await work(own.slice(next, next + BATCH));
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}
