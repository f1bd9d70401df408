import { type TestCatalog, aCatalog } from '../../builders/a-catalog.js';
import { type CatalogueServer, aCatalogueServer, facilitatorOf } from '../../builders/a-catalogue-server.js';
import { ChangingList } from '../../builders/a-changing-list.js';
import { aSourceWorker } from '../../builders/a-source-worker.js';

let catalog: TestCatalog;
let servers: CatalogueServer[];

beforeEach(async () => {
  catalog = await aCatalog();
  const list = facilitatorOf(new ChangingList([{ resource: 'https://a.example/x' }]));
  servers = await Promise.all([1, 2, 3].map(() => aCatalogueServer(list)));
});

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await catalog.close();
});

const named = () =>
  servers.map(({ url }, index) => ({ id: `facilitator:${index}`, kind: 'facilitator', url }));
const allow = (): string => servers.map((server) => server.allow).join(',');

it('says once that no source is in reach, and goes on', async () => {
  const sources = named();
  for (const server of servers) await server.close();
  const worker = await aSourceWorker(catalog, sources, { FETCH_ALLOW: allow() });

  for (const { id } of [...sources, ...sources])
    expect(await worker.pull(id)).toMatchObject({
      lastError: expect.stringMatching(/^unreachable-connect/) as string,
    });
  await worker.stop();

  expect(worker.logged).toEqual(['sources-out-of-reach']);
});

it('names the one that is away where others answer', async () => {
  const sources = named();
  await servers[0]?.close();
  const worker = await aSourceWorker(catalog, sources, { FETCH_ALLOW: allow() });

  for (const { id } of sources) await worker.pull(id);
  await worker.stop();

  expect(worker.logged).toContain('source-ill facilitator:0');
  expect(worker.logged).toContain('source-pulled facilitator:1');
  expect(worker.logged.at(-1)).not.toBe('sources-out-of-reach');
});
