import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { aCatalog, type TestCatalog } from '../builders/a-catalog.js';
import { aSighting } from '../builders/a-sighting.js';
import { type Fleet, startFleet } from '../fleet/fleet.js';
import { inRepository, makeTempFolder } from '../setup/script.js';

const LEASE_MS = 2_000;
/** A lease that has run out is taken at the next look, and a busy machine may be late to look. */
const LOOK_MS = 5_000;
const KILLS = 50;
/** Workers that live side by side: while one starts, another crawls. */
const LANES = 2;
const NAMED_AT_ONCE = 5;
const NAMED_EVERY_MS = 500;

let fleet: Fleet;
let catalog: TestCatalog;
let folder: string;

const inFolder = (path: string): string => fileURLToPath(inRepository(path));

beforeAll(async () => {
  [fleet, folder] = await Promise.all([startFleet({ ports: 'any' }), makeTempFolder()]);
  await build();
}, 60_000);

/** Built once, since half a hundred workers would each compile it anew. */
async function build(): Promise<void> {
  await symlink(inFolder('node_modules'), join(folder, 'node_modules'));
  await promisify(execFile)(
    inFolder('node_modules/.bin/swc'),
    ['apps/worker', 'libs', '-d', join(folder, 'dist'), '--quiet', '--ignore', '**/*.spec.ts'],
    { cwd: inFolder('.') },
  );
}

beforeEach(async () => {
  catalog = await aCatalog();
});

afterEach(() => catalog.close());

afterAll(async () => {
  await fleet.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Says its name to every seller. */
const startWorker = (name: string): ChildProcess =>
  spawn(process.execPath, [join(folder, 'dist/apps/worker/src/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: catalog.url,
      FETCH_ALLOW: fleet.allow,
      LEASE_MS: String(LEASE_MS),
      PROBE_TIMEOUT_MS: '1500',
      ORIGIN_REQUESTS_PER_SECOND: '8',
      DOMAIN_CONCURRENCY: '1000',
      ADDRESS_REQUESTS_PER_SECOND: '1000',
      ADDRESS_CONCURRENCY: '10000', // what the dead had borrowed of an address lapses after two minutes
      CONTACT_URL: `https://bazaar.example/${name}`,
      LOG_LEVEL: 'warn',
      BAZAAR_SOURCES: 'none',
      RATES_URL: 'none',
    },
  });

async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(worker, 'exit');
  worker.kill(signal);
  await ended;
}

const one = async <T>(sql: string): Promise<T> => (await catalog.database.query<T[]>(sql))[0]!;

interface HeldOrigin {
  readonly origin: string;
  readonly lease_token: string;
  readonly leased_until: Date;
}

/** By the workers' clock: the catalogue's own stands in the past. */
const heldOrigins = (): Promise<HeldOrigin[]> =>
  catalog.database.query('SELECT origin, lease_token, leased_until FROM origin WHERE leased_until > now()');

async function until(condition: () => Promise<boolean>, withinMs = 15_000): Promise<void> {
  const givenUpAt = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > givenUpAt) throw new Error(`It did not happen within ${withinMs} ms.`);
    await sleep(50);
  }
}

it('takes over what a killed worker had leased, and stores each probe once', async () => {
  const { resource } = fleet.endpoint('slow').register;
  await catalog.sightOne(aSighting({ url: resource }));

  const killed = startWorker('killed');
  await until(async () => (await heldOrigins()).length > 0);
  await end(killed, 'SIGKILL');
  expect(await one('SELECT count(*)::int AS probes FROM probe')).toEqual({ probes: 0 });

  const successor = startWorker('successor');
  try {
    await until(
      async () => (await one<{ probes: number }>('SELECT count(*)::int AS probes FROM probe')).probes > 0,
    );
  } finally {
    await end(successor, 'SIGTERM');
  }

  expect(await one('SELECT count(*)::int AS probes, max(reason) AS reason FROM probe')).toEqual({
    probes: 1,
    reason: 'unreachable-timeout',
  });
  expect(await one('SELECT lease_token::int AS leases, leased_until FROM origin')).toEqual({
    leases: 2,
    leased_until: null,
  });
}, 60_000);

describe(`${KILLS} workers, killed in the middle of a crawl`, () => {
  const origins = (): string[] => [
    ...new Set(fleet.endpoints.map(({ register }) => new URL(register.resource).origin)),
  ];
  let named = 0;

  /** More is due: pages that nobody has ever written, at some origins in turn. */
  async function nameMore(): Promise<void> {
    catalog.clock.moveTo(new Date());
    const all = origins();
    const urls = Array.from({ length: NAMED_AT_ONCE }, () => {
      const number = named++;
      return `${all[number % all.length]}/unwritten/${number}`;
    });
    await catalog.ingest.sight(urls.map((url) => aSighting({ url, method: 'GET' })));
  }

  const hasAsked = (name: string): boolean =>
    fleet.requests().some(({ userAgent }) => userAgent?.includes(`/${name})`));

  async function untilAsked(name: string): Promise<void> {
    const naming = setInterval(() => void nameMore(), NAMED_EVERY_MS);
    await until(() => Promise.resolve(hasAsked(name)), 60_000).finally(() => clearInterval(naming));
  }

  /** Killed at some moment soon after its first request. */
  async function liveAndDie(number: number): Promise<void> {
    const worker = startWorker(`worker-${number}`);
    await untilAsked(`worker-${number}`);
    await sleep((number * 37) % 150);
    await end(worker, 'SIGKILL');
  }

  const lane = async (first: number): Promise<void> => {
    for (let number = first; number < KILLS; number += LANES) await liveAndDie(number);
  };

  /** Until each is another worker's: its lease had run out, or was given back. */
  async function untilTakenOver(held: readonly HeldOrigin[]): Promise<void> {
    await until(async () => {
      const now = await catalog.database.query<HeldOrigin[]>('SELECT origin, lease_token FROM origin');
      const tokens = new Map(now.map(({ origin, lease_token }) => [origin, BigInt(lease_token)]));
      return held.every(({ origin, lease_token }) => tokens.get(origin)! > BigInt(lease_token));
    }, 60_000);
  }

  it('leave nothing undone, nothing done twice, and no lease longer than its term', async () => {
    await nameMore();
    await Promise.all(Array.from({ length: LANES }, (_, first) => lane(first)));
    const held = await heldOrigins();
    const lastLapses = Math.max(...held.map(({ leased_until }) => leased_until.getTime()));
    expect(held.length).toBeGreaterThan(0);
    expect(lastLapses).toBeLessThanOrEqual(Date.now() + LEASE_MS);

    const successor = startWorker('successor');
    await untilAsked('successor');
    const livesSince = Date.now();
    await untilTakenOver(held);
    const takenOverAt = Date.now();
    await until(async () => (await one<{ due: number }>(DUE)).due === 0, 120_000);
    await end(successor, 'SIGTERM');

    expect(takenOverAt - Math.max(lastLapses, livesSince)).toBeLessThan(LOOK_MS);
    expect(await one(PROBES)).toEqual({ probes: named, targets: named });
    expect(await one(HELD)).toEqual({ held: 0 });
  }, 300_000);
});

const DUE = 'SELECT count(*)::int AS due FROM target WHERE probed_at IS NULL';
const PROBES = 'SELECT count(*)::int AS probes, count(DISTINCT target_id)::int AS targets FROM probe';
const HELD = 'SELECT count(leased_until)::int AS held FROM origin';
