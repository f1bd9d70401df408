import { aCatalog, type TestCatalog } from '../../../../test/builders/a-catalog.js';
import { aChallenge } from '../../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { anObservation, aSilentProbe } from '../../../../test/builders/an-observation.js';
import { type Observed } from '../ingest/observed.js';
import { type Reread } from './reread.js';

const MINUTE = 60_000;
const refused = { kind: 'unlistable', reason: 'invalid-challenge' } as const;

let catalog: TestCatalog;

beforeEach(async () => {
  catalog = await aCatalog();
});

afterEach(() => catalog.close());

const rows = <T = object>(sql: string): Promise<T[]> => catalog.database.query<T[]>(sql);

/** Sights a URL and stores a probe of it, as older code saw it. */
async function probed(change: Parameters<typeof anObservation>[1] = {}): Promise<Observed> {
  const url = change.url ?? 'https://api.example.com/weather';
  const { targetId } = await catalog.sightOne(aSighting({ url }));
  const observed = anObservation(await catalog.lease(targetId), {
    at: catalog.clock.advance(MINUTE),
    ...change,
    url,
  });
  await catalog.ingest.observe([observed]);
  catalog.clock.advance(MINUTE);
  return observed;
}

const unread = { reading: null, evidence: refused };

/** What today's code makes of the same answer. */
function reread(
  { targetId, origin, at, url, method }: Observed,
  change: Partial<Reread> = {},
  challenge?: object,
): Reread {
  const today = anObservation(
    { targetId, origin, leaseToken: '0' },
    { url, method, ...(challenge && { challenge: { ...challenge } }) },
  );
  return {
    ...{ targetId, origin, url },
    ...{ probedAt: at, seenAt: at, lastWord: today.evidence, reading: today.reading },
    ...change,
  };
}

const listing = async (): Promise<object | undefined> =>
  (
    await rows(
      `SELECT state, state_reason, evidence, title, version::int, consecutive_failures FROM listing ORDER BY first_seen_at, id`,
    )
  )[0];

it('lists a resource whose answer can be read by now, by the probe that got it', async () => {
  const observed = await probed(unread);

  expect(await catalog.ingest.reread([reread(observed)])).toEqual(['changed']);

  expect(await listing()).toEqual({
    ...{ state: 'LISTED', state_reason: 'ok', evidence: 'PROBED' },
    ...{ title: 'Example Weather', version: 3, consecutive_failures: 0 },
  });
  expect(await rows('SELECT price_usd FROM offer')).toEqual([{ price_usd: '0.01' }]);
  expect(await rows('SELECT what FROM change ORDER BY "position"')).toMatchObject([
    { what: ['NEW'] },
    { what: ['STATE'] },
    { what: ['NEW', 'STATE', 'PRICE', 'PAY_TO', 'METADATA'] },
  ]);
  expect(
    await rows(
      `SELECT s.state, p.reason FROM state_change s JOIN probe p ON p.id = s.probe_id ORDER BY s.id`,
    ),
  ).toEqual([
    { state: 'REFUSED', reason: 'invalid-challenge' },
    { state: 'LISTED', reason: 'invalid-challenge' },
  ]);
});

it('is no probe: nothing was seen again, nothing is due sooner', async () => {
  const observed = await probed();
  const moves = () =>
    rows(`SELECT t.probed_at, t.next_probe_at, l.last_probed_at, l.last_ok_at, l.state_facts, o.seen_at, ob.last_seen_at,
            (SELECT count(*) FROM probe) AS probes, r.next_request_at
          FROM target t JOIN listing l ON l.id = t.listing_id JOIN offer o ON o.listing_id = l.id
            JOIN observation ob ON ob.target_id = t.id JOIN origin r ON r.origin = t.origin`);
  const before = await moves();

  const retitled = aChallenge({ resource: { serviceName: 'As read today' } });
  expect(await catalog.ingest.reread([reread(observed, {}, retitled)])).toEqual(['changed']);

  expect(await listing()).toMatchObject({ title: 'As read today' });
  expect(await moves()).toEqual(before);
});

it('writes nothing at all where nothing reads differently', async () => {
  const observed = await probed();
  const everything = () =>
    rows(`SELECT l.*, l.xmin, o.xmin AS offer_xmin, (SELECT max("position") FROM change) AS change
          FROM listing l JOIN offer o ON o.listing_id = l.id`);
  const before = await everything();

  expect(await catalog.ingest.reread([reread(observed)])).toEqual(['unchanged']);

  expect(await everything()).toEqual(before);
});

it.each([
  ['the same', {}, 1],
  ['twice as much', { amount: '20000' }, 2],
])('adds a price point only where the price is another: %s', async (_what, change, points) => {
  const observed = await probed();
  const challenge = aChallenge({
    accepts: [aRequirement(change)],
    resource: { description: 'Other words.' },
  });

  expect(await catalog.ingest.reread([reread(observed, {}, challenge)])).toEqual(['changed']);

  expect(await rows('SELECT id FROM price_point')).toHaveLength(points);
});

it('goes by what is stored, not by a hash of it', async () => {
  const observed = await probed();
  await rows(`UPDATE listing SET title = NULL, tags = '{}'`);
  await rows('UPDATE offer SET price_usd = NULL');

  expect(await catalog.ingest.reread([reread(observed)])).toEqual(['changed']);

  expect(await listing()).toMatchObject({ title: 'Example Weather' });
  expect(await rows('SELECT price_usd FROM offer')).toEqual([{ price_usd: '0.01' }]);
});

it('takes over a hash of another making without telling anybody', async () => {
  const observed = await probed();
  const [{ document_hash: hash } = { document_hash: null }] = await rows<{ document_hash: Buffer }>(
    'SELECT document_hash FROM listing',
  );
  await rows(`UPDATE listing SET document_hash = '\\x00'`);

  expect(await catalog.ingest.reread([reread(observed)])).toEqual(['unchanged']);

  expect(await rows('SELECT document_hash, version FROM listing')).toEqual([
    { document_hash: hash, version: '2' },
  ]);
});

it('gives way to a probe that came in between', async () => {
  const observed = await probed(unread);
  const later = anObservation(await catalog.lease(observed.targetId), {
    at: catalog.clock.advance(MINUTE),
    challenge: aChallenge({ resource: { serviceName: 'Newer' } }),
  });

  await catalog.ingest.observe([later]);

  expect(await catalog.ingest.reread([reread(observed)])).toEqual(['superseded']);
  expect(await listing()).toMatchObject({ title: 'Newer' });
});

it('runs beside probes of the same listings: none waits for the other for ever, and the probe counts', async () => {
  const urls = [1, 2, 3, 4].flatMap((host) => [1, 2, 3].map((page) => `https://${host}.example.com/${page}`));
  const observed: Observed[] = [];
  for (const url of urls) observed.push(await probed({ ...unread, url }));
  const at = catalog.clock.advance(MINUTE);
  const newer = aChallenge({ resource: { serviceName: 'Newer' } });
  const probes: Observed[] = [];
  for (const { targetId, url } of observed)
    probes.push(anObservation(await catalog.lease(targetId), { at, url, challenge: newer }));
  // Every lease of an origin but its last has passed on.
  const last = new Map(probes.map((probe) => [probe.origin, probe.leaseToken]));
  const held = probes.map((probe) => ({ ...probe, leaseToken: last.get(probe.origin)! }));

  const work = held.map((probe, index) => [
    catalog.ingest.reread(observed.map((one) => reread(one)).reverse()),
    catalog.ingest.observe([probe, ...held.slice(index + 1)]),
  ]);
  await Promise.all(work.flat());

  expect(await rows('SELECT DISTINCT state, title FROM listing')).toEqual([
    { state: 'LISTED', title: 'Newer' },
  ]);
});

it('reads the content of a listing that fails meanwhile, and leaves its state', async () => {
  const observed = await probed();
  const failures: Observed[] = [];
  for (const minutes of [15, 15]) {
    const lease = await catalog.lease(observed.targetId);
    failures.push(aSilentProbe(lease, { at: catalog.clock.advance(minutes * MINUTE) }));
    await catalog.ingest.observe(failures.slice(-1));
  }

  const retitled = aChallenge({ resource: { serviceName: 'As read today' } });
  const kept = reread(observed, { probedAt: failures.at(-1)!.at, lastWord: null }, retitled);
  expect(await catalog.ingest.reread([kept])).toEqual(['changed']);

  expect(await listing()).toMatchObject({ state: 'STALE', title: 'As read today', consecutive_failures: 2 });
});

it('learns nothing from an old answer that nobody could read when it came', async () => {
  const observed = await probed(unread);
  const silent = aSilentProbe(await catalog.lease(observed.targetId), { at: catalog.clock.advance(MINUTE) });
  await catalog.ingest.observe([silent]);

  const kept = reread(observed, { probedAt: silent.at, lastWord: null });
  expect(await catalog.ingest.reread([kept])).toEqual(['unchanged']);

  expect(await listing()).toMatchObject({ state: 'REFUSED', evidence: 'CLAIMED' });
});

it('leaves alone what was taken down', async () => {
  const observed = await probed();
  await rows(`UPDATE listing SET state = 'DELISTED', state_reason = 'owner-delisted'`);

  const retitled = aChallenge({ resource: { serviceName: 'As read today' } });
  expect(await catalog.ingest.reread([reread(observed, {}, retitled)])).toEqual(['unchanged']);

  expect(await listing()).toMatchObject({ state: 'DELISTED', title: 'Example Weather' });
});

it('folds the instances of a template that could not be read before, and is done', async () => {
  const rome = 'https://api.example.com/weather/rome';
  const oslo = 'https://api.example.com/weather/oslo';
  const template = (url: string) =>
    aChallenge({
      url,
      extensions: {
        bazaar: {
          info: { input: { type: 'http', method: 'GET' } },
          schema: {},
          routeTemplate: '/weather/:city',
        },
      },
    });
  const observed = [await probed({ url: rome }), await probed({ url: oslo })];
  const kept = observed.map((one) => reread(one, {}, template(one.url)));

  expect(await catalog.ingest.reread(kept)).toEqual(['changed', 'changed']);
  expect(await catalog.ingest.reread(kept)).toEqual(['unchanged', 'superseded']);

  expect(await rows('SELECT resource, state FROM listing ORDER BY resource')).toEqual([
    { resource: 'https://api.example.com/weather/:city', state: 'LISTED' },
    { resource: oslo, state: 'RETIRED' },
  ]);
  expect(await rows('SELECT url FROM target WHERE next_probe_at IS NOT NULL')).toEqual([{ url: rome }]);
});

it('lets the first of several URLs that can be read lead their listing', async () => {
  const first = 'https://api.example.com/weather?a=1';
  const second = 'https://api.example.com/weather?b=2';
  const observed = [await probed({ ...unread, url: first }), await probed({ ...unread, url: second })];
  const kept = observed.map((one, index) =>
    reread(one, {}, aChallenge({ resource: { serviceName: `Number ${index}` } })),
  );

  expect(await catalog.ingest.reread(kept)).toEqual(['changed', 'superseded']);
  expect(await catalog.ingest.reread(kept)).toEqual(['unchanged', 'superseded']);

  expect(await listing()).toMatchObject({ state: 'LISTED', title: 'Number 0' });
  expect(await rows('SELECT url FROM target WHERE next_probe_at IS NOT NULL')).toEqual([{ url: first }]);
});

it('refuses the one row that cannot be stored', async () => {
  const good = await probed({ ...unread, url: 'https://api.example.com/a' });
  const bad = await probed({ ...unread, url: 'https://api.example.com/b' });
  const poison = reread(bad);

  const outcomes = await catalog.ingest.reread([
    { ...poison, reading: { ...poison.reading!, description: 'a NUL: \0' } },
    reread(good),
  ]);

  expect(outcomes).toEqual(['ingest-refused', 'changed']);
  expect(catalog.refused).toHaveLength(1);
});
