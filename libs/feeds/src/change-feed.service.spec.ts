import { ChangeRepository, ListingRepository } from '@bazaar/catalog';

import { type TestCatalog, aCatalog } from '../../../test/builders/a-catalog.js';
import { aSighting } from '../../../test/builders/a-sighting.js';
import { anObservation } from '../../../test/builders/an-observation.js';
import { ChangeFeedService, type FeedChange } from './change-feed.service.js';

interface Entry {
  readonly listingId: string;
  readonly state?: string;
  readonly wasInFeed?: boolean;
  readonly isInFeed?: boolean;
}

let catalog: TestCatalog;
let log: ChangeRepository;
let feed: ChangeFeedService;
beforeEach(async () => {
  catalog = await aCatalog();
  log = new ChangeRepository(catalog.database);
  feed = new ChangeFeedService(log, new ListingRepository(catalog.database));
});
afterEach(() => catalog.close());

/** Appends to the log as an ingest does. */
async function append(...entries: Entry[]): Promise<void> {
  const rows = entries.map(({ listingId, state = 'LISTED', wasInFeed = true, isInFeed = true }) => ({
    listing_id: listingId,
    version: 1,
    what: ['STATE'],
    state,
    reason: 'ok',
    at: catalog.clock.now(),
    merged_into: null,
    was_in_feed: wasInFeed,
    is_in_feed: isInFeed,
  }));
  await catalog.database.query('SELECT append_changes($1::json)', [JSON.stringify(rows)]);
}

/** A listing that answered a probe: LISTED, its own changes forgotten. */
async function aListing(name: string): Promise<string> {
  const url = `https://${name}.example.com/`;
  const { targetId, listingId } = await catalog.sightOne(aSighting({ url }));
  await catalog.ingest.observe([anObservation(await catalog.lease(targetId), { url })]);
  await catalog.database.query('DELETE FROM change');
  return listingId;
}

async function walk(limit: number, after: string | null = null): Promise<FeedChange[]> {
  const seen: FeedChange[] = [];
  for (;;) {
    const page = await feed.page(after, limit, {});
    seen.push(...page.changes);
    after = page.endCursor;
    if (!page.hasNextPage) return seen;
  }
}

const many = (count: number, change: Partial<Entry> = {}): Entry[] =>
  Array.from({ length: count }, (_, n) => ({ listingId: `l${n}`, ...change }));

const code = (expected: string) => expect.objectContaining({ code: expected }) as Error;

describe('the pages of the feed', () => {
  it.each([1, 3, 7, 500])('have no gap and repeat nothing, at %i a page', async (limit) => {
    for (let n = 0; n < 7; n++)
      await append({ listingId: `l${n}` }, { listingId: `x${n}`, wasInFeed: false, isInFeed: false });

    expect((await walk(limit)).map(({ listingId }) => listingId)).toEqual(
      Array.from({ length: 7 }, (_, n) => `l${n}`),
    );
  });

  it('read little more of the log than they hold', async () => {
    await append(...many(3_000));
    const limits: number[] = [];
    const counted = {
      bounds: () => log.bounds(),
      after: (position: string, limit: number) => {
        limits.push(limit);
        return log.after(position, limit);
      },
    };

    await new ChangeFeedService(counted, new ListingRepository(catalog.database)).page(null, 500, {});

    expect(limits).toEqual([501]);
  });

  it('may be empty and have a next page, where much does not concern the feed', async () => {
    await append(...many(5_000, { wasInFeed: false, isInFeed: false }));
    expect(await feed.page(null, 500, {})).toMatchObject({ changes: [], hasNextPage: false });
    await append({ listingId: 'last' });

    const empty = await feed.page(null, 500, {});

    expect(empty).toMatchObject({ changes: [], hasNextPage: true });
    expect(await feed.page(empty.endCursor, 500, {})).toMatchObject({
      changes: [{ listingId: 'last' }],
      hasNextPage: false,
    });
  });
});

describe('an entry of the feed', () => {
  it('is an UPSERT with the document where the listing is in the set, else a REMOVE', async () => {
    const listingId = await aListing('one');
    await append({ listingId, wasInFeed: false }, { listingId, state: 'RETIRED', isInFeed: false });

    expect(await walk(10)).toMatchObject([
      { kind: 'UPSERT', document: { listing: { id: listingId }, offers: [{}] } },
      { kind: 'REMOVE', state: 'RETIRED', reason: 'ok', document: null },
    ]);
  });

  it('removes what does not pass the filter', async () => {
    const listingId = await aListing('one');
    await append({ listingId });

    const { changes } = await feed.page(null, 10, { networks: ['eip155:1'] });

    expect(changes).toMatchObject([{ kind: 'REMOVE', reason: 'left-filter', document: null }]);
  });

  it('removes what left the states asked for', async () => {
    const listingId = await aListing('one');
    await append({ listingId, state: 'STALE' }, { listingId, state: 'LISTED' });

    const { changes } = await feed.page(null, 10, { states: ['LISTED'] });

    expect(changes).toMatchObject([{ kind: 'REMOVE', reason: 'left-filter' }, { kind: 'UPSERT' }]);
  });

  it.each([{ states: ['RETIRED' as const] }, { changedSince: new Date(0) }])(
    'cannot be filtered by %j',
    async (filter) => {
      await expect(feed.page(null, 10, filter)).rejects.toEqual(code('BAD_INPUT'));
    },
  );
});

describe('a cursor of the feed', () => {
  it('at the end hears what comes next', async () => {
    await append(...many(3));
    const end = await feed.endCursor();
    await append({ listingId: 'news' });

    expect((await walk(10, end)).map(({ listingId }) => listingId)).toEqual(['news']);
  });

  it('at the end stays good when the whole log has been forgotten', async () => {
    await append(...many(3));
    const end = await feed.endCursor();
    await catalog.database.query('DELETE FROM change');

    expect(await feed.page(end, 10, {})).toMatchObject({ changes: [], endCursor: end, hasNextPage: false });
  });

  it('at the end does not skip what is being written', async () => {
    await append(...many(3));
    await catalog.database.query(`SELECT nextval('change_position')`);

    expect(await feed.endCursor()).toMatch(/\.3$/);
  });

  it('has expired where the log no longer reaches back, or is of another database', async () => {
    await append(...many(3));
    const { oldestCursor, changes } = await feed.page(null, 10, {});
    await catalog.database.query('DELETE FROM change WHERE "position" < 3');
    await expect(feed.page(oldestCursor, 10, {})).rejects.toEqual(code('CURSOR_EXPIRED'));
    expect(await walk(10, changes[1]!.cursor)).toHaveLength(1);

    await catalog.database.query(`UPDATE feed SET feed_id = '0123456789abcdef'`);
    await expect(feed.page(changes[1]!.cursor, 10, {})).rejects.toEqual(code('CURSOR_EXPIRED'));
  });

  it('is invalid ahead of the log, or not ours', async () => {
    await append(...many(3));
    const [feedId] = (await feed.endCursor()).split('.');

    await expect(feed.page(`${feedId}.4`, 10, {})).rejects.toEqual(code('CURSOR_INVALID'));
    await expect(feed.page('else', 10, {})).rejects.toEqual(code('CURSOR_INVALID'));
  });
});
