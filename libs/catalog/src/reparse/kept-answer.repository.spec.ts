import { aCatalog, type TestCatalog } from '../../../../test/builders/a-catalog.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { aSilentProbe, anObservation } from '../../../../test/builders/an-observation.js';
import { type Observed } from '../ingest/observed.js';
import { KeptAnswerRepository } from './kept-answer.repository.js';

const MINUTE = 60_000;

let catalog: TestCatalog;
let kept: KeptAnswerRepository;

beforeEach(async () => {
  catalog = await aCatalog();
  kept = new KeptAnswerRepository(catalog.database);
});

afterEach(() => catalog.close());

type Lease = Awaited<ReturnType<TestCatalog['lease']>>;

/** Sights a URL and stores probes of it, a minute apart. */
async function probed(
  url: string,
  ...probes: readonly ((lease: Lease, at: Date) => Observed)[]
): Promise<string> {
  const { targetId } = await catalog.sightOne(aSighting({ url }));
  for (const probe of probes) {
    const at = catalog.clock.advance(MINUTE);
    await catalog.ingest.observe([probe(await catalog.lease(targetId), at)]);
  }
  return targetId;
}

const good = (lease: Lease, at: Date): Observed => anObservation(lease, { at });
const silent = (lease: Lease, at: Date): Observed => aSilentProbe(lease, { at });
const broken = (lease: Lease, at: Date): Observed =>
  anObservation(lease, {
    ...{ at, reading: null, evidence: { kind: 'unlistable', reason: 'http-5xx' } },
    answer: { method: 'GET', status: 500, headers: {}, body: Buffer.from('Oops'), movedTo: null, beside: [] },
  });

const page = (after = '0', options: { origin?: string; limit?: number } = {}) =>
  kept.page(after, { origin: options.origin ?? null, limit: options.limit ?? 10 });

it('gives the latest answer of a target, and the latest challenge beside it', async () => {
  await probed('https://api.example.com/weather', good, broken, silent);

  const [target, ...others] = await page();

  expect(others).toEqual([]);
  expect(target).toMatchObject({ origin: 'https://api.example.com', toolName: null });
  expect([target?.latest.status, target?.challenge?.status]).toEqual([500, 402]);
  expect([target?.latest.seenAt, target?.probedAt]).toEqual([
    new Date(catalog.clock.now().getTime() - MINUTE),
    catalog.clock.now(),
  ]);
});

it('gives a challenge that is the latest answer once', async () => {
  await probed('https://api.example.com/weather', broken, good);

  const [target] = await page();

  expect(target?.challenge).toBe(target?.latest);
});

it.each([
  ['never probed', []],
  ['never answered', [silent]],
])('passes over what was %s', async (_what, probes) => {
  await probed('https://api.example.com/weather', ...probes);

  expect(await page()).toEqual([]);
});

it.each([
  ['is another name of a listing', 'UPDATE target SET next_probe_at = NULL'],
  ['was taken down', `UPDATE listing SET state = 'DELISTED', state_reason = 'blocked'`],
])('passes over what %s', async (_what, sql) => {
  await probed('https://api.example.com/weather', good);
  await catalog.database.query(sql);

  expect(await page()).toEqual([]);
});

it('goes on after a target, and keeps to an origin', async () => {
  const ids = [
    await probed('https://a.example.com/1', broken),
    await probed('https://b.example.com/1', broken),
    await probed('https://a.example.com/2', broken),
  ];
  const idsOf = async (...given: Parameters<typeof page>) =>
    (await page(...given)).map(({ targetId }) => targetId);

  expect(await idsOf('0', { limit: 2 })).toEqual(ids.slice(0, 2));
  expect(await idsOf(ids[1])).toEqual(ids.slice(2));
  expect(await idsOf('0', { origin: 'https://a.example.com' })).toEqual([ids[0], ids[2]]);
  expect(await idsOf(ids[0], { origin: 'https://a.example.com' })).toEqual(ids.slice(2));
});

it('gives what the other requests were answered, and where the endpoint had moved, as of the last probe', async () => {
  const probe = (status: number, movedTo: string | null) => (lease: Lease, at: Date) => {
    const observed = anObservation(lease, { at });
    const beside = [{ method: 'GET', status, ms: 7 }];
    return { ...observed, answer: { ...observed.answer!, beside, movedTo } };
  };
  await probed(
    'https://api.example.com/weather',
    probe(404, null),
    probe(405, 'https://api.example.com/v2/weather'),
  );

  const [target] = await page();

  expect(target?.latest).toMatchObject({
    beside: [{ method: 'GET', status: 405, ms: 7 }],
    movedTo: 'https://api.example.com/v2/weather',
  });
});
