import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { FeedRepository } from './feed.repository.js';
import { type FeedLease, type FeedOutcome } from './feed.js';

const LEASE_MS = 60_000;
const KINDS = ['facilitator'];

let catalog: TestCatalog;
let feeds: FeedRepository;

beforeEach(async () => {
  catalog = await aCatalog();
  feeds = new FeedRepository(catalog.database, LEASE_MS);
  await feeds.configure(
    ['one', 'two', 'three'].map((name) => ({
      id: `facilitator:${name}`,
      kind: 'facilitator',
      url: `https://${name}.example`,
    })),
    catalog.clock.now(),
  );
});
afterEach(() => catalog.close());

const take = (limit = 10, kinds: readonly string[] = KINDS): Promise<FeedLease[]> =>
  feeds.take(kinds, limit, catalog.clock.now());

async function takeOne(): Promise<FeedLease> {
  const [lease] = await take(1);
  if (lease === undefined) throw new Error('Nothing is due.');
  return lease;
}

const outcome = (change: Partial<FeedOutcome> = {}): FeedOutcome => ({
  at: catalog.clock.now(),
  nextRunAt: new Date(catalog.clock.now().getTime() + 3_600_000),
  error: null,
  hasFailed: false,
  rows: 7,
  refused: 1,
  guard: { accepted: 7, hold: null },
  ...change,
});

describe('sources that are due', () => {
  it('are taken once, however many look', async () => {
    const taken = await Promise.all([take(2), take(2), take(2)]);

    expect(
      taken
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['facilitator:one', 'facilitator:three', 'facilitator:two']);
  });

  it('are taken of the kinds that are known', async () => {
    expect(await take(10, ['newspaper'])).toEqual([]);
  });

  it('are taken over from a worker that is gone, and are lost to it', async () => {
    const gone = await takeOne();
    catalog.clock.advance(LEASE_MS);
    const leases = await take();

    expect(leases).toHaveLength(3);
    expect(await feeds.renew(gone, catalog.clock.now())).toBe(false);
    await feeds.finish(gone, outcome({ rows: 666 }));
    expect(await catalog.database.query('SELECT FROM source WHERE rows_seen = 666')).toEqual([]);
  });

  it('stay with a worker that renews', async () => {
    const lease = await takeOne();
    catalog.clock.advance(LEASE_MS - 1);

    expect(await feeds.renew(lease, catalog.clock.now())).toBe(true);
    catalog.clock.advance(LEASE_MS - 1);
    expect((await take()).map(({ id }) => id)).not.toContain(lease.id);
  });
});

it('remembers what became of a pull for the next one', async () => {
  const first = await takeOne();
  await feeds.finish(first, outcome({ error: 'http-500', hasFailed: true, rows: null }));
  await feeds.postpone(first, catalog.clock.now(), null);
  const again = (await take()).find(({ id }) => id === first.id);

  expect(again).toMatchObject({ failures: 1, guard: { accepted: 7, hold: null } });

  const hold = { for: 'shrink' as const, rows: 3, pulls: 2 };
  await feeds.finish(again as FeedLease, outcome({ guard: { accepted: 7, hold } }));
  catalog.clock.advance(3_600_000);
  const last = (await take()).find(({ id }) => id === first.id);

  expect(last).toMatchObject({ failures: 0, guard: { accepted: 7, hold } });
  const [row] = await catalog.database.query<object[]>(
    `SELECT rows_seen, failures_total, last_ok_at FROM source WHERE id = '${first.id}'`,
  );
  expect(row).toEqual({ rows_seen: 7, failures_total: 1, last_ok_at: null });
});
