import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { type TestCatalog, aCatalog } from '../../builders/a-catalog.js';
import { aCatalogueServer, facilitatorOf } from '../../builders/a-catalogue-server.js';
import { ChangingList, type ListHabits, arrive, leave } from '../../builders/a-changing-list.js';
import { aSourceWorker } from '../../builders/a-source-worker.js';

/** Real catalogue rows, too many and of too many licences to be part of this repository. */
const FOLDER = process.env.COLLECTED_DATA ?? '../shared/data';
const catalogs = join(FOLDER, 'catalog');
const files = existsSync(catalogs) ? readdirSync(catalogs).filter((name) => name.endsWith('.jsonl')) : [];

/** Rows of a fixture stand in where there are no collected ones: what is asserted is the same. */
const rows: readonly unknown[] =
  files.length > 0
    ? files.flatMap((file) =>
        readFileSync(join(catalogs, file), 'utf8')
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map((line) => (JSON.parse(line) as { item: unknown }).item),
      )
    : Array.from({ length: 1_500 }, (_, index) => ({
        resource: `https://s${index % 300}.example/${index}`,
        lastUpdated: index,
      }));

const wordsOf = (list: readonly unknown[]): Set<string> => new Set(list.map((row) => JSON.stringify(row)));

let catalog: TestCatalog;
beforeEach(async () => {
  catalog = await aCatalog({ quota: { origin: 100_000, domain: 100_000 } });
});
afterEach(() => catalog.close());

const whenEarly =
  (change: (list: unknown[], page: number) => void) =>
  (list: unknown[], page: number): void => {
    if (page < 8) change(list, page);
  };

it.each<[string, ListHabits]>([
  ['pages of 20', { clamp: 20 }],
  ['pages of 50, some short', { clamp: 50, short: { every: 3, by: 11 } }],
  ['pages of 100, rows leaving', { clamp: 100, meanwhile: whenEarly(leave(17)) }],
  ['pages of 250, rows arriving', { clamp: 250, meanwhile: whenEarly(arrive(40)) }],
  [
    'pages of 1000, rows leaving, some short',
    { meanwhile: whenEarly(leave(30)), short: { every: 2, by: 333 } },
  ],
  ['whole pages of 1000 alone', { aligned: true }],
  ['pages of 100 and no word of the whole', { clamp: 100, silent: true }],
])(
  `takes all of ${rows.length} rows from %s, told to be patient now and then`,
  async (_what, habits) => {
    const list = new ChangingList([...rows], habits);
    const serve = facilitatorOf(list);
    let asked = 0;
    const server = await aCatalogueServer((url, response) => {
      if (++asked % 5 === 0) response.writeHead(429, { 'retry-after': '2' }).end();
      else serve(url, response);
    });
    const id = 'facilitator:all';
    const named = [{ id, kind: 'facilitator', url: server.url }];
    const worker = await aSourceWorker(catalog, named, { FETCH_ALLOW: server.allow });

    const source = await worker.pull(id);
    await worker.stop();
    await server.close();

    expect(source).toMatchObject({ lastError: null, heldFor: null });
    // All that were there from the first page to the last, and perhaps some of the others.
    const there = wordsOf(list.rows);
    const stayed = [...wordsOf(rows)].filter((words) => there.has(words));
    expect(await unread(stayed)).toEqual([]);
    expect(source.rowsSeen).toBeGreaterThanOrEqual(stayed.length);
  },
  240_000,
);

/** Rows that name a URL we would keep, and that left no claim. Of a target that is named twice the last claim stands. */
async function unread(stayed: readonly string[]): Promise<string[]> {
  const sightings = await catalog.database.query<{ url: string }[]>('SELECT url FROM target');
  const urls = new Set(sightings.map(({ url }) => url));
  return stayed.filter((words) => {
    const named = namedBy(JSON.parse(words));
    return named !== null && !urls.has(named);
  });
}

/** The URL of a row, where it is one that needs no reading: plain, https, on a name. */
function namedBy(row: unknown): string | null {
  const { resource, url } = (row ?? {}) as { resource?: unknown; url?: unknown };
  const stated =
    typeof resource === 'object' && resource !== null ? (resource as { url?: unknown }).url : resource;
  const text = typeof stated === 'string' ? stated : url;
  return typeof text === 'string' &&
    /^https:\/\/[a-z0-9.-]+\.[a-z]{2,}(?:\/[\x21-\x7e]*)?$/.test(text) &&
    !/localhost|\.local\b|internal/.test(text)
    ? text
    : null;
}
