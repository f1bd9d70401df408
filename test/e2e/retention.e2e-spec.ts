import { ChangeRepository, HealthRepository, ListingRepository, RetentionRepository } from '@bazaar/catalog';
import { ChangeFeedService } from '@bazaar/feeds';
import { JobRepository, loadConfig } from '@bazaar/platform';

import { aCatalog, type TestCatalog } from '../builders/a-catalog.js';
import { aRequirement } from '../builders/a-requirement.js';
import { aSighting } from '../builders/a-sighting.js';
import { aSilentProbe, anObservation } from '../builders/an-observation.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;

let catalog: TestCatalog;
let retention: RetentionRepository;
beforeEach(async () => {
  catalog = await aCatalog();
  retention = new RetentionRepository(catalog.database, catalog.clock, loadConfig({}));
});
afterEach(() => catalog.close());

const rows = <T>(sql: string): Promise<T[]> => catalog.database.query<T[]>(sql);
const count = async (table: string): Promise<number> =>
  (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? 0;

/** A listing that was listed now. */
async function listed(url: string): Promise<{ targetId: string; listingId: string }> {
  const { targetId, listingId } = await catalog.sightOne(aSighting({ url }));
  await probe(targetId, url);
  return { targetId, listingId };
}

async function probe(targetId: string, url: string, amount = '10000'): Promise<void> {
  const lease = await catalog.lease(targetId);
  const challenge = { x402Version: 2, resource: { url }, accepts: [aRequirement({ amount })] };
  await catalog.ingest.observe([anObservation(lease, { at: catalog.clock.now(), url, challenge })]);
}

describe('the months', () => {
  it('are made ahead, and take in what came before they were', async () => {
    await listed('https://api.example.com/a');
    expect(await count('probe_default')).toBe(1);

    await retention.maintainMonths();

    expect(await count('probe_default')).toBe(0);
    expect(await count('probe_2026_11')).toBe(1);
    expect(await rows(`SELECT to_regclass('change_2027_01') IS NOT NULL AS made`)).toEqual([{ made: true }]);
    await listed('https://api.example.com/b');
    expect(await count('probe_2026_11')).toBe(2);
    expect(await retention.maintainMonths()).toEqual([]);
  });

  it('go when all of them is older than what is kept, and nothing else does', async () => {
    await retention.maintainMonths();
    const { listingId } = await listed('https://api.example.com/a');
    catalog.clock.advance(100 * DAY);

    const dropped = await retention.maintainMonths();

    expect(dropped).toEqual(['change_2026_11', 'change_2026_12']);
    catalog.clock.advance(40 * DAY);
    expect(await retention.maintainMonths()).toContain('probe_2026_11');
    expect(await count('probe')).toBe(0);
    expect(await count('listing')).toBe(1);
    expect(await count('state_change')).toBe(2);
    expect(await count('price_point')).toBe(1);
    expect(await count('observation')).toBe(1);
    const [health] = await new HealthRepository(catalog.database).since([listingId], new Date(0));
    expect(health).toMatchObject({ probes: 1 });
  });

  it('that went make the feed say so, to whoever stands before', async () => {
    const feed = new ChangeFeedService(
      new ChangeRepository(catalog.database),
      new ListingRepository(catalog.database),
    );
    await retention.maintainMonths();
    await listed('https://api.example.com/a');
    const early = (await feed.page(null, 1, {})).oldestCursor;
    const end = await feed.endCursor();
    catalog.clock.advance(100 * DAY);
    await retention.maintainMonths();

    await expect(feed.page(early, 10, {})).rejects.toMatchObject({ code: 'CURSOR_EXPIRED' });
    expect(await feed.page(end, 10, {})).toMatchObject({ changes: [], hasNextPage: false, endCursor: end });
    expect(await feed.endCursor()).toBe(end);
    await listed('https://api.example.com/b');
    const news = await feed.page(end, 10, {});
    expect(news.changes.map(({ what }) => what)).toContainEqual(expect.arrayContaining(['NEW']));
  });
});

describe('answers', () => {
  it('are kept once for each thing that was said, the latest few', async () => {
    const { targetId } = await listed('https://api.example.com/a');
    for (let amount = 1; amount <= 20; amount++) {
      catalog.clock.advance(HOUR);
      await probe(targetId, 'https://api.example.com/a', String(amount));
    }

    expect(await count('observation')).toBe(8);
    expect(
      await rows(`SELECT max(last_seen_at) = (SELECT max(at) FROM probe) AS latest FROM observation`),
    ).toEqual([{ latest: true }]);
  });

  it('that are old go, but for the latest of each target', async () => {
    const { targetId } = await listed('https://api.example.com/a');
    catalog.clock.advance(HOUR);
    await probe(targetId, 'https://api.example.com/a', '5');
    await listed('https://api.example.com/b');
    catalog.clock.advance(100 * DAY);

    expect(await retention.forgetAnswers()).toBe(1);
    expect(await count('observation')).toBe(2);
    expect(await retention.forgetAnswers()).toBe(0);
  });
});

describe('a job', () => {
  const terms = (now: Date) => ({ now, apartMs: HOUR / 2, leaseMs: HOUR / 4 });

  it('is one worker’s, until it is done and its time has come again', async () => {
    const jobs = new JobRepository(catalog.database);
    const now = catalog.clock.now();

    const taken = await Promise.all([1, 2, 3].map(() => jobs.take('sweep', terms(now))));

    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await jobs.take('sweep', terms(now))).toBe(false);
    await jobs.finish('sweep', now, null);
    expect(await jobs.take('sweep', terms(catalog.clock.advance(HOUR / 4)))).toBe(false);
    expect(await jobs.take('sweep', terms(catalog.clock.advance(HOUR / 4)))).toBe(true);
  });

  it('is taken over from a worker that died with it', async () => {
    const jobs = new JobRepository(catalog.database);
    await jobs.take('sweep', terms(catalog.clock.now()));

    expect(await jobs.take('sweep', terms(catalog.clock.advance(HOUR)))).toBe(true);
  });

  it('keeps what went wrong', async () => {
    const jobs = new JobRepository(catalog.database);
    await jobs.take('sweep', terms(catalog.clock.now()));
    await jobs.finish('sweep', catalog.clock.now(), 'no room');

    expect(await rows('SELECT last_ok_at, last_error FROM job')).toEqual([
      { last_ok_at: null, last_error: 'no room' },
    ]);
  });
});

describe('health', () => {
  it('counts by the hour: what could be paid, what failed and why, how long it took', async () => {
    const url = 'https://api.example.com/a';
    const { targetId, listingId } = await listed(url);
    for (const ms of [40, 80]) {
      catalog.clock.advance(60_000);
      const lease = await catalog.lease(targetId);
      const answered = anObservation(lease, { at: catalog.clock.now(), url });
      await catalog.ingest.observe([{ ...answered, ms }]);
    }
    catalog.clock.advance(HOUR);
    await catalog.ingest.observe([
      aSilentProbe(await catalog.lease(targetId), { at: catalog.clock.now(), url }),
    ]);

    expect(await rows('SELECT reason, probes, ms FROM health_hour ORDER BY hour, reason')).toEqual([
      { reason: 'ok', probes: 3, ms: [12, 40, 80] },
      { reason: 'unreachable-timeout', probes: 1, ms: [] },
    ]);
    const health = new HealthRepository(catalog.database);
    expect(await health.since([listingId, 'nobody'], new Date(0))).toEqual([
      { probes: 4, p50Ms: 40, p95Ms: 80 },
      { probes: 0, p50Ms: null, p95Ms: null },
    ]);
  });
});
