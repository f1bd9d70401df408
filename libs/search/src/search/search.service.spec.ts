import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import {
  BASE,
  BASE_SEPOLIA,
  SOLANA,
  SOLANA_USDC,
  anOffer,
} from '../../../../test/builders/search-document.js';
import { type StoredListing, storeListings } from '../../../../test/builders/store-listings.js';
import { EmbeddedEngine } from '../engines/embedded.engine.js';
import { Indexer } from '../indexer/indexer.js';
import { type SearchAnswer, type SearchInput } from './search-input.js';
import { SearchService } from './search.service.js';

let catalog: TestCatalog;
let service: SearchService;
let engine: EmbeddedEngine;
let indexer: Indexer;

beforeAll(async () => {
  catalog = await aCatalog();
});
afterAll(() => catalog.close());
beforeEach(async () => {
  await catalog.database.query(
    'TRUNCATE listing, offer, index_pending, index_position, search_listing, search_offer, search_word CASCADE',
  );
  engine = new EmbeddedEngine(catalog.database);
  service = new SearchService(catalog.database, engine, catalog.clock);
  indexer = new Indexer(catalog.database, engine, {
    onError: fail,
    onSkipped: (_listingId, error) => fail(error),
  });
});

const fail = (error: unknown): never => {
  throw error;
};
const store = async (...listings: readonly StoredListing[]) => {
  await storeListings(catalog.database, listings);
  await indexer.drain();
};
const search = (input: Partial<SearchInput>) =>
  service.search({
    text: null,
    filter: {},
    prefer: {},
    budget: { calls: 1 },
    sort: 'RELEVANCE',
    facets: [],
    perOriginMax: 3,
    first: 20,
    after: null,
    ...input,
  });
const ids = ({ edges }: SearchAnswer) => edges.map(({ listingId }) => listingId);
async function allPages(input: Partial<SearchInput>): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const page: SearchAnswer = await search({ ...input, after });
    found.push(...ids(page));
    if (!page.hasNextPage) return found;
    after = page.endCursor;
  }
}
/** Payees of their own, so that rounds go by origin alone. */
const seller = (n: number) => anOffer({ payTo: `0x${String(n).padStart(40, '0')}` });

it('finds by text and says why, in numbers that add up exactly', async () => {
  await store({ id: 'a', title: 'Weather' }, { id: 'b', title: 'Stocks' });

  const answer = await search({ text: 'weather', prefer: { networks: [SOLANA, 'base'] } });

  expect(answer).toMatchObject({ mode: 'MATCH', total: 1, totalIsFloor: false, hints: [], degraded: false });
  const [hit] = answer.edges;
  expect(hit).toMatchObject({ listingId: 'a', bestOfferKey: 'one' });
  expect(hit!.why.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(hit!.score);
  expect(hit!.why.map(({ value, weight }) => value * weight)).toEqual(hit!.why.map((r) => r.contribution));
  expect(hit!.why.find(({ feature }) => feature === 'prefer.networks')).toMatchObject({
    value: 0.5,
    note: BASE,
  });
});

it('pages through all hits once, whatever the sort, with texts as without', async () => {
  await store(
    ...Array.from({ length: 23 }, (_, n) => ({
      id: `n${n}`,
      title: 'Same',
      origin: `https://o${n % 4}.example`,
      quality: (n % 3) / 4,
      changedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, n % 5)),
      offers: [anOffer({ usdMicros: n % 6 === 0 ? null : BigInt(n % 6) })],
    })),
  );

  for (const sort of ['RELEVANCE', 'PRICE_ASC', 'PRICE_DESC', 'CHANGED_DESC'] as const)
    for (const text of [null, 'same']) {
      const whole = ids(await search({ text, sort, first: 100 }));
      const pages = await allPages({ text, sort, first: 5 });
      expect(pages).toEqual(whole);
      expect(new Set(pages).size).toBe(23);
    }
});

it('lets every origin have its turn before one has more than its share', async () => {
  const loud = Array.from({ length: 5 }, (_, n) => ({
    id: `loud${n}`,
    origin: 'https://loud.example',
    quality: 1,
    offers: [seller(n)],
  }));
  await store(...loud, { id: 'quiet', origin: 'https://quiet.example', quality: 0, offers: [seller(9)] });

  expect(ids(await search({ perOriginMax: 2 }))).toEqual([
    'loud0',
    'loud1',
    'quiet',
    'loud2',
    'loud3',
    'loud4',
  ]);
  expect(ids(await search({ perOriginMax: 0 })).at(-1)).toBe('quiet');
  const named = { origins: ['https://loud.example', 'https://quiet.example'] };
  expect(ids(await search({ perOriginMax: 2, filter: named })).at(-1)).toBe('quiet');
  expect(ids(await search({ perOriginMax: 2, sort: 'CHANGED_DESC' })).at(-1)).toBe('quiet');
});

it('counts one payee behind many origins as one', async () => {
  await store(
    { id: 'a', quality: 1, offers: [seller(1)] },
    { id: 'b', quality: 1, offers: [seller(1)] },
    { id: 'c', quality: 0, offers: [seller(2)] },
  );

  expect(ids(await search({ perOriginMax: 1 }))).toEqual(['a', 'c', 'b']);
  expect(ids(await search({ perOriginMax: 1, filter: { payTo: seller(1).payTo } }))).toEqual(['a', 'b']);
});

describe('budget', () => {
  it.each([
    ['per call', { perCallUsdMicros: 10n, calls: 1 }, true],
    ['per call, too small', { perCallUsdMicros: 9n, calls: 1 }, false],
    ['in all', { totalUsdMicros: 30n, calls: 3 }, true],
    ['in all, rounded down', { totalUsdMicros: 29n, calls: 3 }, false],
    ['the smaller of both', { perCallUsdMicros: 100n, totalUsdMicros: 29n, calls: 3 }, false],
  ])('%s', async (_what, budget, passes) => {
    await store({ id: 'a', offers: [anOffer({ usdMicros: 10n })] });

    const answer = await search({ budget });

    expect(ids(answer)).toEqual(passes ? ['a'] : []);
    expect(answer.hints.map(({ code, filter, hits }) => [code, filter, hits])).toEqual(
      passes ? [] : [['DROP_FILTER', 'budget', 1]],
    );
  });
});

describe('the best offer', () => {
  const offers = [
    anOffer({ key: 'base', usdMicros: 20n }),
    anOffer({ key: 'solana', network: SOLANA, asset: SOLANA_USDC, usdMicros: 30n }),
    anOffer({ key: 'blocked', usdMicros: 1n, payability: 'BLOCKED' }),
    anOffer({ key: 'unknown', usdMicros: null }),
  ];

  it.each<[string, Partial<SearchInput>, string | null]>([
    ['is the cheapest that can be paid', {}, 'base'],
    ['goes by the preferred network first', { prefer: { networks: ['solana'] } }, 'solana'],
    ['stays off avoided networks', { prefer: { avoidNetworks: ['eip155:*'] } }, 'solana'],
    [
      'keeps inside the filter, whatever is preferred',
      { prefer: { networks: ['solana'] }, budget: { perCallUsdMicros: 25n, calls: 1 } },
      'base',
    ],
    ['is none where only blocked ones are asked for', { filter: { payability: ['BLOCKED'] } }, null],
  ])('%s', async (_what, input, key) => {
    await store({ id: 'a', offers });

    expect((await search(input)).edges.map(({ bestOfferKey }) => bestOfferKey)).toEqual([key]);
  });
});

it('leaves out what nobody can pay, and what only test money buys, unless asked', async () => {
  await store(
    { id: 'blocked', offers: [anOffer({ payability: 'BLOCKED' })] },
    { id: 'test-net', offers: [anOffer({ network: BASE_SEPOLIA, environment: 'TESTNET' })] },
    { id: 'refused', state: 'REFUSED', offers: [] },
  );

  expect(ids(await search({}))).toEqual([]);
  expect(ids(await search({ filter: { payability: ['BLOCKED'] } }))).toEqual(['blocked']);
  expect(ids(await search({ filter: { environment: 'ANY' } }))).toEqual(['test-net']);
  expect(ids(await search({ filter: { states: ['REFUSED'] } }))).toEqual(['refused']);
});

it('asks the truth again: a hit that changed since it was indexed is not shown', async () => {
  await store(
    { id: 'a', offers: [seller(1)] },
    { id: 'b', offers: [seller(2)] },
    { id: 'c', offers: [seller(3)] },
  );
  await catalog.database.query(`UPDATE offer SET usd_micros = 999 WHERE listing_id = 'a'`);
  await catalog.database.query(`UPDATE listing SET state = 'DELISTED' WHERE id = 'b'`);

  const answer = await search({ filter: { minUsdMicros: 1_000n }, first: 1 });

  expect([ids(answer), answer.hasNextPage]).toEqual([['c'], false]);
});

describe('cursors', () => {
  const input = { text: 'same', first: 1 };
  beforeEach(() => store({ id: 'a', title: 'Same' }, { id: 'b', title: 'Same' }));

  it.each<[string, Partial<SearchInput>]>([
    ['another text', { text: 'other' }],
    ['another filter', { filter: { maxUsdMicros: 5n } }],
    ['another sort', { sort: 'PRICE_ASC' }],
    ['another budget', { budget: { calls: 2 } }],
  ])('are refused with %s', async (_what, change) => {
    const { endCursor: after } = await search(input);

    await expect(search({ ...input, ...change, after })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it.each([
    '',
    'garbage',
    Buffer.from('null').toString('base64url'),
    Buffer.from('{"h":1}').toString('base64url'),
  ])('are refused when they are none: %j', async (after) => {
    await expect(search({ ...input, after })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('hold with another page size', async () => {
    const { endCursor: after } = await search(input);

    expect(ids(await search({ ...input, first: 50, after }))).toEqual(['b']);
  });
});

describe('hints', () => {
  it('name values that no listing has', async () => {
    await store({ id: 'a' });

    const { hints } = await search({
      filter: { networks: ['base', 'eip155:1', 'nosuch'], assets: ['USDC'] },
    });

    expect(hints.map(({ code, filter, value }) => [code, filter, value])).toEqual([
      ['UNKNOWN_VALUE', 'networks', 'eip155:1'],
      ['UNKNOWN_VALUE', 'networks', 'nosuch'],
    ]);
  });

  it('name a category that no listing has', async () => {
    await store({ id: 'a', categories: ['data/fx'] });

    const { hints } = await search({ filter: { categories: ['ai'] } });

    expect(hints.map(({ code, filter, value }) => [code, filter, value])).toEqual([
      ['UNKNOWN_VALUE', 'categories', 'ai'],
      ['DROP_FILTER', 'categories', null],
    ]);
  });

  it('name the filters that alone empty the answer, and what dropping one gives', async () => {
    await store({ id: 'a', title: 'Weather', offers: [anOffer({ usdMicros: 9n })] });

    const { mode, hints } = await search({
      text: 'weather',
      filter: { maxUsdMicros: 5n, networks: ['base'], types: ['HTTP'] },
    });

    expect(mode).toBe('EMPTY');
    expect(hints.map(({ code, filter, hits }) => [code, filter, hits])).toEqual([
      ['DROP_FILTER', 'maxPriceUsd', 1],
    ]);
  });

  it('say that test networks are left out', async () => {
    await store({ id: 'a', offers: [anOffer({ network: BASE_SEPOLIA, environment: 'TESTNET' })] });

    expect((await search({})).hints).toMatchObject([{ code: 'DROP_FILTER', filter: 'environment', hits: 1 }]);
  });
});

it('asks the database twice, however long the page', async () => {
  await store(...Array.from({ length: 60 }, (_, n) => ({ id: `n${n}`, title: 'Same' })));
  const input = { text: 'same', filter: { networks: ['base'], maxUsdMicros: 1_000_000n } };
  await search(input); // documents and names are now known
  const { database } = catalog;
  const ask = database.query.bind(database);
  let queries = 0;
  database.query = (...asked: Parameters<typeof ask>) => {
    queries++;
    return ask(...asked);
  };

  await search({ ...input, first: 50 });

  database.query = ask;
  expect(queries).toBe(2);
});
