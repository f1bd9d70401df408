import { sourceKinds } from '@bazaar/crawler';

import { type TestCatalog, aCatalog } from '../../builders/a-catalog.js';
import { type CatalogueServer, aCatalogueServer, sendJson } from '../../builders/a-catalogue-server.js';
import { type SourceWorker, aSourceWorker } from '../../builders/a-source-worker.js';
import { sourceKindContract } from '../../contract/source-kind.contract.js';
import { newspaper } from './made-up.source.js';

/** The one line. */
const kinds = [...sourceKinds, newspaper];

const NEWS = 'newspaper:daily';

let catalog: TestCatalog;
let press: CatalogueServer;
let worker: SourceWorker;

beforeAll(async () => {
  catalog = await aCatalog();
  press = await aCatalogueServer((_url, response) =>
    sendJson(response, {
      printed: [
        'GET https://a.example/news',
        { url: 'https://b.example/news', lastUpdated: '2031-01-01' },
        7,
      ],
    }),
  );
  const named = [{ id: NEWS, kind: newspaper.kind, url: `${press.url}/today` }];
  worker = await aSourceWorker(catalog, named, { FETCH_ALLOW: press.allow }, { kinds });
});

afterAll(async () => {
  await worker.stop();
  await press.close();
  await catalog.close();
});

it('is pulled, claimed, guarded and reported as every other', async () => {
  const source = await worker.pull(NEWS);

  expect(source).toMatchObject({
    rowsSeen: 3,
    rowsRefused: 1,
    rowsAccepted: 3,
    lastError: null,
    failures: 0,
  });
  expect(source.nextRunAt?.getTime()).toBe(catalog.clock.now().getTime() + newspaper.everyMs);
  expect(press.asked).toContain('/today');
  expect(
    await catalog.database.query(
      `SELECT t.url, t.method, l.state, c.claimed_at FROM target t JOIN listing l ON l.id = t.listing_id
       JOIN claim c ON c.target_id = t.id WHERE c.source_id = $1 ORDER BY 1`,
      [NEWS],
    ),
  ).toEqual([
    { url: 'https://a.example/news', method: 'GET', state: 'PENDING', claimed_at: null },
    { url: 'https://b.example/news', method: null, state: 'PENDING', claimed_at: catalog.clock.now() },
  ]);
});

sourceKindContract({
  kind: newspaper,
  url: 'https://paper.example/today',
  serve: (rows) => () => ({ printed: rows }),
  recorded: ['GET https://a.example/news'],
});
