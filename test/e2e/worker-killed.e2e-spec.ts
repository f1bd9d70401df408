import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { aCatalog, type TestCatalog } from '../builders/a-catalog.js';
import { aSighting } from '../builders/a-sighting.js';
import { type Fleet, startFleet } from '../fleet/fleet.js';
import { Script, inRepository, makeTempFolder } from '../setup/script.js';

const LEASE_MS = 2_000;

let fleet: Fleet;
let catalog: TestCatalog;
let folder: string;

beforeAll(async () => {
  [fleet, catalog, folder] = await Promise.all([startFleet({ ports: 'any' }), aCatalog(), makeTempFolder()]);
});

afterAll(async () => {
  await fleet.stop();
  await catalog.close();
  await rm(folder, { recursive: true, force: true });
});

const startWorker = (name: string) =>
  Script.start(folder, `${name}.mjs`, `await import('${inRepository('apps/worker/src/main.ts')}');`, {
    DATABASE_URL: catalog.url,
    FETCH_ALLOW: fleet.allow,
    LEASE_MS: String(LEASE_MS),
    PROBE_TIMEOUT_MS: '1500',
    LOG_LEVEL: 'warn',
  });

const one = async <T>(sql: string): Promise<T> => (await catalog.database.query<T[]>(sql))[0]!;

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await condition()) return;
    await sleep(50);
  }
  throw new Error('It did not happen within 15 s.');
}

it('takes over what a killed worker had leased, and stores each probe once', async () => {
  const { resource } = fleet.endpoint('slow').register;
  await catalog.sightOne(aSighting({ url: resource }));
  // The catalogue's own clock stands in the past of the workers'.
  const isLeased = async () =>
    (await one<{ leased: boolean }>('SELECT bool_or(leased_until > now()) AS leased FROM origin')).leased;

  const killed = await startWorker('killed');
  await until(isLeased);
  killed.kill('SIGKILL');
  await killed.exit;
  expect(await one('SELECT count(*)::int AS probes FROM probe')).toEqual({ probes: 0 });

  const successor = await startWorker('successor');
  try {
    await until(
      async () => (await one<{ probes: number }>('SELECT count(*)::int AS probes FROM probe')).probes > 0,
    );
  } finally {
    successor.kill('SIGTERM');
    await successor.exit;
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
