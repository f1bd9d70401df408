import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { EmbeddedEngine } from '../engines/embedded.engine.js';
import { Indexer } from './indexer.js';

let catalog: TestCatalog;
let engine: EmbeddedEngine;
let indexer: Indexer;
const errors: unknown[] = [];
const skipped: string[] = [];

const newIndexer = (batchMax = 500) =>
  new Indexer(catalog.database, engine, {
    onError: (error) => errors.push(error),
    onSkipped: (listingId) => skipped.push(listingId),
    batchMax,
    pollMs: 60_000,
  });

beforeEach(async () => {
  catalog = await aCatalog();
  engine = new EmbeddedEngine(catalog.database);
  indexer = newIndexer();
  errors.length = skipped.length = 0;
});
afterEach(() => catalog.close());

const pendingFilter = { states: ['PENDING'], environment: 'ANY' } as const;
const found = async (text: string) =>
  (await engine.candidates({ text, filter: pendingFilter, sort: 'RELEVANCE', facets: [] })).candidates.map(
    ({ listingId }) => listingId,
  );
const dump = () =>
  catalog.database.query<object[]>(
    `SELECT l.*, (SELECT json_agg(o ORDER BY o.position) FROM search_offer o WHERE o.listing_id = l.id) AS offers
     FROM search_listing l ORDER BY id`,
  );
const sight = (...names: string[]) =>
  Promise.all(names.map((name) => catalog.sightOne(aSighting({ url: `https://${name}.example/${name}` }))));

it('builds a new engine from the truth, then follows the log', async () => {
  const [one] = await sight('alpha');
  await indexer.drain();
  const [two] = await sight('beta');
  await indexer.drain();

  expect(await found('alpha')).toEqual([one?.listingId]);
  expect(await found('beta')).toEqual([two?.listingId]);
});

it('takes a log longer than its batch, in order', async () => {
  await sight('before');
  await indexer.drain();
  const names = Array.from({ length: 7 }, (_, n) => `name${n}`);
  for (const name of names) await sight(name);

  await newIndexer(3).drain();

  expect((await dump()).length).toBe(8);
});

it('follows marks of what only moved, and keeps a mark made while it worked', async () => {
  const [one, two] = await sight('alpha', 'beta');
  await indexer.drain();
  const mark = (id: string | undefined) =>
    catalog.database.query(
      `INSERT INTO index_pending (listing_id) VALUES ($1) ON CONFLICT (listing_id) DO UPDATE SET marked_at = now()`,
      [id],
    );
  await catalog.database.query(`UPDATE listing SET quality = 0.25`);
  await mark(one?.listingId);
  await mark(two?.listingId);
  const writer = catalog.database.createQueryRunner();
  await writer.startTransaction();
  await writer.query('UPDATE index_pending SET marked_at = now() WHERE listing_id = $1', [two?.listingId]);

  await indexer.step();
  await writer.commitTransaction();
  await writer.release();

  expect(await dump()).toMatchObject([{ quality: 0.25 }, { quality: 0.25 }]);
  expect(await catalog.database.query('SELECT listing_id FROM index_pending')).toEqual([
    { listing_id: two?.listingId },
  ]);
  await indexer.drain();
  expect(await catalog.database.query('SELECT FROM index_pending')).toEqual([]);
});

it('forgets a merged listing', async () => {
  const [one, two] = await sight('alpha', 'beta');
  await indexer.drain();
  await catalog.database.query(
    `UPDATE listing SET state = 'RETIRED', state_reason = 'merged', merged_into = $2 WHERE id = $1`,
    [one?.listingId, two?.listingId],
  );
  await catalog.database.query('INSERT INTO index_pending (listing_id) VALUES ($1)', [one?.listingId]);

  await indexer.drain();

  expect(await engine.ids('', 10)).toEqual([two?.listingId]);
});

it('works alone: another waits', async () => {
  await sight('alpha');
  await indexer.drain();
  await sight('beta');
  const other = catalog.database.createQueryRunner();
  await other.startTransaction();
  await other.query('SELECT FROM index_position FOR UPDATE');

  expect(await indexer.step()).toEqual({ status: 'busy' });

  await other.rollbackTransaction();
  await other.release();
  expect(await indexer.step()).toEqual({ status: 'done', indexed: 1 });
});

const refusing = (sqlState: string): string =>
  `CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '${sqlState}'; END $$;
   CREATE OR REPLACE TRIGGER refuse BEFORE INSERT OR UPDATE ON search_listing
     FOR EACH ROW WHEN (new.resource LIKE '%bad%') EXECUTE FUNCTION refuse()`;

/** What is wrong with one document of many, whose resource says so. */
describe.each([
  ['cannot be taken', refusing('23514')],
  ['is not taken in time', refusing('57014')],
  ['cannot be made', `UPDATE listing SET call = '{"torn' WHERE resource LIKE '%bad%'`],
])('where a document %s', (_what, spoil) => {
  const all = ['alpha', 'beta', 'bad', 'gamma', 'delta'];
  const good = async () => {
    const rows = await catalog.database.query<{ id: string }[]>(
      `SELECT id FROM listing WHERE resource NOT LIKE '%bad%' ORDER BY id`,
    );
    return rows.map(({ id }) => id);
  };

  it('is the only one skipped of the log, and named', async () => {
    await sight('first');
    await indexer.drain();
    const [, , bad] = await sight(...all);
    await catalog.database.query(spoil);

    await indexer.drain();

    expect(skipped).toEqual([bad?.listingId]);
    expect(await engine.ids('', 10)).toEqual(await good());
  });

  it('is the only one skipped of what only moved, and no change is lost to it', async () => {
    const [, bad] = await sight('alpha', 'bad');
    await indexer.drain();
    await catalog.database.query(spoil);
    await catalog.database.query('UPDATE listing SET quality = 0.25');
    await catalog.database.query('INSERT INTO index_pending (listing_id) VALUES ($1)', [bad?.listingId]);
    await sight('beta', 'gamma', 'delta');

    await indexer.drain();

    expect(skipped).toEqual([bad?.listingId]);
    expect(await engine.ids('', 10)).toEqual(await good());
  });

  it('is the only one that a rebuild leaves out', async () => {
    const [, , bad] = await sight(...all);
    await catalog.database.query(spoil);

    await indexer.rebuild();

    expect(skipped).toEqual([bad?.listingId]);
    expect(await engine.ids('', 10)).toEqual(await good());
  });

  it('does not hold up a search engine that is new', async () => {
    const [, , bad] = await sight(...all);
    await catalog.database.query(spoil);

    await indexer.drain();

    expect(skipped).toEqual([bad?.listingId]);
    expect(await engine.ids('', 10)).toEqual(await good());
  });
});

it('tries a skipped document again after a while', async () => {
  const [bad] = await sight('bad');
  await catalog.database.query(refusing('23514'));
  await indexer.drain();
  await catalog.database.query('DROP TRIGGER refuse ON search_listing');

  await indexer.drain();
  expect(await engine.ids('', 10)).toEqual([]);
  await catalog.database.query(`UPDATE index_pending SET marked_at = marked_at - interval '10 minutes'`);
  await indexer.drain();

  expect(await engine.ids('', 10)).toEqual([bad?.listingId]);
  expect(await catalog.database.query('SELECT FROM index_pending')).toEqual([]);
});

it('skips nothing where it is not a document that fails', async () => {
  await sight('alpha');
  await indexer.drain();
  await sight('bad');
  await catalog.database.query(refusing('40P01'));

  await expect(indexer.step()).rejects.toThrow('on purpose');

  expect(skipped).toEqual([]);
  await catalog.database.query('DROP TRIGGER refuse ON search_listing');
  await indexer.drain();
  expect((await engine.ids('', 10)).length).toBe(2);
});

it('rebuilds to what the live index is, row by row, whatever was there', async () => {
  await sight('alpha', 'beta', 'gamma', 'delta');
  await newIndexer(2).drain();
  const live = await dump();
  await catalog.database.query(`UPDATE search_listing SET tsv = '', quality = 1`);
  await catalog.database.query(`DELETE FROM search_listing WHERE id = (SELECT min(id) FROM search_listing)`);
  await catalog.database.query(
    `INSERT INTO search_listing SELECT (jsonb_populate_record(l, '{"id": "stranger"}')).* FROM search_listing l LIMIT 1`,
  );

  await newIndexer(3).rebuild();

  expect(await dump()).toEqual(live);
});

it('makes a change searchable within a second of its commit, when woken', async () => {
  await sight('alpha');
  const stop = new AbortController();
  const running = indexer.run(stop.signal);
  const [beta] = await sight('beta');
  const committedAt = performance.now();
  indexer.wake();

  while (!(await found('beta')).includes(beta?.listingId ?? '')) {
    if (performance.now() - committedAt > 5_000) break;
  }

  expect(performance.now() - committedAt).toBeLessThan(2_000);
  stop.abort();
  await running;
  expect(errors).toEqual([]);
});
