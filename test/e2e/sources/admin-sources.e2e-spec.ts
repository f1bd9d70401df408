import { loadConfig } from '@bazaar/platform';

import { run } from '../../../apps/cli/src/admin.js';
import { type TestCatalog, aCatalog } from '../../builders/a-catalog.js';
import { type CatalogueServer, aCatalogueServer, facilitatorOf } from '../../builders/a-catalogue-server.js';
import { ChangingList } from '../../builders/a-changing-list.js';
import { type SourceWorker, aSourceWorker } from '../../builders/a-source-worker.js';

const FEED = 'facilitator:feed';
const print = console.log.bind(console);

let catalog: TestCatalog;
let server: CatalogueServer;
let worker: SourceWorker;
let printed: string[];

const list = (rows: number) =>
  facilitatorOf(
    new ChangingList(Array.from({ length: rows }, (_, row) => ({ resource: `https://a${row}.example/` }))),
  );
const named = () => [{ id: FEED, kind: 'facilitator', url: server.url }];

beforeEach(async () => {
  printed = [];
  console.log = (line: string) => void printed.push(line);
  catalog = await aCatalog();
  server = await aCatalogueServer(list(100));
  worker = await aSourceWorker(catalog, named(), { FETCH_ALLOW: server.allow });
  await worker.pull(FEED);
});

afterEach(async () => {
  console.log = print;
  await worker.stop();
  await server.close();
  await catalog.close();
});

async function admin(...args: readonly string[]): Promise<string> {
  await run(args, loadConfig({ DATABASE_URL: catalog.url, LOG_LEVEL: 'silent' }));
  return printed.splice(0).join('\n');
}

it('lists a feed that is held, and believes it when it is released', async () => {
  server.answer = list(10);
  await worker.pull(FEED);

  expect(await admin('list')).toMatch(/^held source facilitator:feed .* 10 rows.*shrank from 100 to 10/);
  expect(await admin('release', 'source', FEED)).toContain('The next pull is believed.');
  expect(await worker.pull(FEED)).toMatchObject({ heldFor: null, rowsAccepted: 10, lastError: null });
  expect(await admin('list')).toBe('Nothing is held.');
});

it('disables a source, whatever the file says, and enables it', async () => {
  await admin('disable', 'source', FEED);
  const again = await aSourceWorker(catalog, named(), { FETCH_ALLOW: server.allow });
  await again.stop();

  expect(await admin('sources')).toMatch(/^disabled source facilitator:feed/);
  await admin('enable', 'source', FEED);
  expect(await admin('sources')).toMatch(/^enabled source facilitator:feed/);
});

it('raises the quota of a source', async () => {
  await admin('quota', 'source', FEED, '--targets', '150');
  server.answer = list(200);

  expect((await worker.pull(FEED)).lastError).toMatch(/^quota: 50 rows beyond 150 targets/);
});

it('asks nothing of a source that is paused', async () => {
  await admin('pause', 'source', FEED, '--reason', 'too loud');
  server.asked.splice(0);

  expect((await worker.pull(FEED)).lastError).toBe('paused: too loud');
  expect(server.asked).toEqual([]);
});

it.each([
  ['enable', 'source', 'facilitator:nobody'],
  ['quota', 'source', FEED, '--targets', 'many'],
  ['release', 'source', FEED],
])('refuses %s %s %s %s', async (...args) => {
  await expect(admin(...args)).rejects.toMatchObject({ code: 'BAD_INPUT' });
});

describe('the file of sources', () => {
  const configured = async (...names: readonly string[]) => {
    const sources = names.map((name) => ({
      id: `facilitator:${name}`,
      kind: 'facilitator',
      url: server.url,
    }));
    await (await aSourceWorker(catalog, sources, { FETCH_ALLOW: server.allow })).stop();
    const rows = await catalog.database.query<{ id: string; disabled_by: string | null }[]>(
      'SELECT id, disabled_by FROM source ORDER BY id',
    );
    return Object.fromEntries(rows.map(({ id, disabled_by }) => [id, disabled_by]));
  };

  it('disables what it names no more, deletes nothing, and enables it again', async () => {
    expect(await configured('other')).toEqual({ [FEED]: 'file', 'facilitator:other': null });
    expect(await configured('feed', 'other')).toEqual({ [FEED]: null, 'facilitator:other': null });
  });

  it('does not take back what an operator enabled', async () => {
    await configured('other');
    await admin('enable', 'source', FEED);

    expect(await configured('other')).toEqual({ [FEED]: null, 'facilitator:other': null });
  });
});
