import { aCatalog, type TestCatalog } from '../../../../test/builders/a-catalog.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { aSilentProbe, anObservation } from '../../../../test/builders/an-observation.js';
import { type Moved, OperatorService } from './operator.service.js';
import { readPlace } from './place.js';

const DAY = 86_400_000;

let catalog: TestCatalog;
let operator: OperatorService;

beforeEach(async () => {
  catalog = await aCatalog();
  operator = new OperatorService(catalog.database, catalog.clock);
});

afterEach(() => catalog.close());

const rows = <T>(sql: string): Promise<T[]> => catalog.database.query<T[]>(sql);
const states = () =>
  rows<{ resource: string; state: string; state_reason: string }>(
    'SELECT resource, state, state_reason FROM listing ORDER BY resource',
  );
const due = async (): Promise<string[]> =>
  (await rows<{ url: string }>('SELECT url FROM target WHERE next_probe_at IS NOT NULL ORDER BY url')).map(
    ({ url }) => url,
  );

/** The resources that could not be stored. */
async function named(moved: Moved | null): Promise<string[]> {
  const ids = moved?.refused.map(({ listingId }) => listingId) ?? [];
  const found = await rows<{ resource: string }>(
    `SELECT resource FROM listing WHERE id IN ('${ids.join("', '")}')`,
  );
  return found.map(({ resource }) => resource);
}

async function listed(url: string): Promise<void> {
  const { targetId } = await catalog.sightOne(aSighting({ url }));
  await catalog.ingest.observe([
    anObservation(await catalog.lease(targetId), { at: catalog.clock.now(), url }),
  ]);
}

const A = 'https://a.example.com/x';
const B = 'https://b.example.com/y';
const OTHER = 'https://other.example.org/z';

describe('a block', () => {
  it('takes an owner’s listings down with the operator’s words, and says so in the feed', async () => {
    await listed(A);
    await listed(B);
    await listed(OTHER);

    const moved = await operator.block(readPlace('domain', 'example.com'), 'sells counterfeit weather');

    expect(moved).toEqual({ listings: 2, refused: [] });
    expect(await states()).toEqual([
      { resource: A, state: 'DELISTED', state_reason: 'blocked' },
      { resource: B, state: 'DELISTED', state_reason: 'blocked' },
      { resource: OTHER, state: 'LISTED', state_reason: 'ok' },
    ]);
    expect(await due()).toEqual([OTHER]);
    expect(
      await rows(`SELECT what, state, was_in_feed, is_in_feed FROM change WHERE reason = 'blocked'`),
    ).toEqual(
      [1, 2].map(() => ({
        what: ['STATE', 'METADATA'],
        state: 'DELISTED',
        was_in_feed: true,
        is_in_feed: false,
      })),
    );
    const [listing] = await rows<{ issues: string }>(`SELECT issues FROM listing WHERE resource = '${A}'`);
    expect(listing?.issues).toContain('sells counterfeit weather');
    expect(await rows(`SELECT state, reason FROM state_change WHERE reason = 'blocked'`)).toHaveLength(2);
  });

  it('keeps what is named there out, until it is released', async () => {
    await operator.block(readPlace('origin', 'https://a.example.com/whatever'), 'spam');

    const [kept] = await catalog.ingest.sight([aSighting({ url: A })]);
    expect(kept).toMatchObject({ status: 'kept-out', reason: 'blocked' });
    expect(await rows('SELECT refused_reason FROM target')).toEqual([{ refused_reason: 'blocked' }]);

    expect(await operator.release(readPlace('origin', 'https://a.example.com'))).toMatchObject({
      listings: 0,
    });
    const [again] = await catalog.ingest.sight([aSighting({ url: A })]);
    expect(again).toMatchObject({ status: 'known', listingId: expect.any(String) as string });
  });

  it('is undone by a release: the listings are looked at again', async () => {
    await listed(A);
    await operator.block(readPlace('origin', A), 'a mistake');

    const released = await operator.release(readPlace('origin', A));

    expect(released).toEqual({ listings: 1, refused: [] });
    expect(await states()).toEqual([{ resource: A, state: 'PENDING', state_reason: 'awaiting-probe' }]);
    expect(await due()).toEqual([A]);
    const [listing] = await rows<{ issues: string }>('SELECT issues FROM listing');
    expect(listing?.issues).not.toContain('a mistake');
  });

  it('stands where another word still does', async () => {
    await listed(A);
    await operator.block(readPlace('domain', 'example.com'), 'all of it');
    await operator.block(readPlace('origin', A), 'and this one');

    expect(await operator.release(readPlace('origin', A))).toMatchObject({ listings: 0 });
    expect(await states()).toMatchObject([{ state: 'DELISTED' }]);
  });

  it('of a source takes nothing from it, and down what it alone claims', async () => {
    const junk = { id: 'junk', kind: 'facilitator', url: null };
    await catalog.ingest.sight([aSighting({ url: A, source: junk }), aSighting({ url: B, source: junk })]);
    await catalog.ingest.sight([aSighting({ url: B })]);

    expect(await operator.block(readPlace('source', 'junk'), 'invents endpoints')).toMatchObject({
      listings: 1,
    });

    expect(await states()).toMatchObject([
      { resource: A, state: 'DELISTED' },
      { resource: B, state: 'PENDING' },
    ]);
    const outcomes = await catalog.ingest.sight([
      aSighting({ url: OTHER, source: junk }),
      aSighting({ url: `${OTHER}2` }),
    ]);
    expect(outcomes).toMatchObject([{ status: 'refused', reason: 'blocked' }, { status: 'new' }]);
  });

  it('leaves the one row that cannot be stored, names it, and moves the others', async () => {
    const urls = [1, 2, 3, 4, 5].map((page) => `https://a.example.com/${page}`);
    for (const url of urls) await listed(url);
    await rows(`ALTER TABLE listing ADD CHECK (resource NOT LIKE '%/3' OR state <> 'DELISTED')`);
    await rows(`ALTER TABLE listing ADD CHECK (resource NOT LIKE '%/4' OR state <> 'PENDING')`);

    const blocked = await operator.block(readPlace('origin', A), 'spam');
    const released = await operator.release(readPlace('origin', A));

    expect(blocked.listings).toBe(4);
    expect(await named(blocked)).toEqual([urls[2]]);
    expect(released?.listings).toBe(3);
    expect(await named(released)).toEqual([urls[3]]);
    expect((await states()).map(({ state }) => state)).toEqual([
      'PENDING',
      'PENDING',
      'LISTED',
      'DELISTED',
      'PENDING',
    ]);
  });

  it.each([
    ['a host that is no registrable domain', () => readPlace('domain', 'api.example.com'), 'example.com'],
    ['no origin', () => readPlace('origin', 'example'), 'is not an origin'],
  ])('is refused for %s', (_what, read, message) => {
    expect(read).toThrow(message);
  });

  it('needs a reason', async () => {
    await expect(operator.block(readPlace('origin', A), '  ')).rejects.toThrow('A reason');
  });
});

describe('a pause', () => {
  it('stands until its time, and leaves states as they are', async () => {
    await listed(A);
    await operator.pause(
      readPlace('origin', A),
      'they asked for calm',
      new Date(catalog.clock.now().getTime() + DAY),
    );

    expect(await operator.held()).toMatchObject([
      { scope: 'origin', kind: 'pause', reason: 'they asked for calm' },
    ]);
    expect(await states()).toMatchObject([{ state: 'LISTED' }]);
    catalog.clock.advance(DAY);
    expect(await operator.held()).toEqual([]);
  });

  it('is replaced by a later word', async () => {
    await operator.pause(readPlace('origin', A), 'first', null);
    await operator.block(readPlace('origin', A), 'second');

    expect(await operator.held()).toMatchObject([{ kind: 'block', reason: 'second' }]);
    expect(await rows('SELECT FROM hold')).toHaveLength(2);
  });
});

it('requeues what is not due', async () => {
  await listed(A);
  await listed(B);
  await rows(`UPDATE target SET next_probe_at = now() + interval '1 year'`);

  expect(await operator.requeue(readPlace('url', A))).toMatchObject({ listings: 1 });
  expect(await operator.requeue(readPlace('domain', 'example.com'))).toMatchObject({ listings: 2 });
  expect(await rows(`SELECT FROM target WHERE next_probe_at > now() + interval '1 month'`)).toEqual([]);
});

it('requeues nothing before the time that its endpoint named', async () => {
  const { targetId } = await catalog.sightOne(aSighting({ url: A }));
  const at = catalog.clock.now();
  const until = new Date(at.getTime() + 2 * DAY);
  await catalog.ingest.observe([
    aSilentProbe(await catalog.lease(targetId), { at, url: A, evidence: { kind: 'paused', until } }),
  ]);

  await operator.requeue(readPlace('url', A));

  expect(await rows('SELECT next_probe_at FROM target')).toEqual([{ next_probe_at: until }]);
});
