import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { EmbeddedPostgres, readRunFile } from '@bazaar/platform';
import { Client } from 'pg';

import { aRequirement } from '../builders/a-requirement.js';
import { Script, inRepository, makeTempFolder, untilGone } from '../setup/script.js';

const ROWS = 2_000;

let folder: string;

beforeAll(async () => {
  folder = await makeTempFolder();
  const rows = Array.from({ length: ROWS }, (_, row) =>
    JSON.stringify({
      resource: `https://shop-${row % 37}.example.com/item/${row}`,
      type: 'http',
      x402Version: 2,
      accepts: [aRequirement({ amount: String(row) })],
      lastUpdated: 1_767_421_435,
    }),
  );
  await writeFile(join(folder, 'dump.jsonl'), rows.join('\n'));
});

afterAll(async () => {
  await (await EmbeddedPostgres.start({ dataDir: join(folder, 'data') })).stop();
  await rm(folder, { recursive: true, force: true });
});

const startImport = () =>
  Script.start(
    folder,
    'import.mjs',
    `process.argv.push('import', '${join(folder, 'dump.jsonl')}'); await import('${inRepository('apps/cli/src/main.ts')}');`,
    {
      BAZAAR_DATA: join(folder, 'data'),
      PROBES: 'off',
    },
  );

async function stored(): Promise<{ targets: number; listings: number; sightings: number; changes: number }> {
  const server = await EmbeddedPostgres.start({ dataDir: join(folder, 'data') });
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<'targets' | 'listings' | 'sightings' | 'changes', number>>(
      `SELECT (SELECT count(*)::int FROM target) AS targets, (SELECT count(*)::int FROM listing) AS listings,
         (SELECT count(*)::int FROM sighting) AS sightings, (SELECT count(*)::int FROM change) AS changes`,
    );
    return rows[0]!;
  } finally {
    await client.end();
  }
}

it('loses nothing it has acknowledged, and stores nothing twice, when everything is killed in the middle', async () => {
  const killed = await startImport();
  await killed.untilSaid(/500 rows read, 500 kept/, 60_000);
  const { pid } = (await readRunFile(join(folder, 'data')))!;
  killed.kill('SIGKILL');
  process.kill(pid!, 'SIGKILL');
  await killed.exit;
  await untilGone(pid!, 10_000);
  const acknowledged = Number([...killed.output.matchAll(/(\d+) kept/g)].at(-1)![1]);

  expect((await stored()).targets).toBeGreaterThanOrEqual(acknowledged);

  const again = await startImport();
  await again.exit;

  expect(again.output).toContain(`kept: ${ROWS}`);
  expect(await stored()).toEqual({ targets: ROWS, listings: ROWS, sightings: ROWS, changes: ROWS });
}, 120_000);
