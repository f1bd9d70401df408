import { type TestApi, SOLANA_OFFER, STREET, anApi, open } from './an-api.js';

const BASE = 'eip155:8453';
const LIVE = [
  'https://weather.example.com/now',
  'https://maps.example.com/route',
  'https://both.example.com/quote',
];
const ORDERS = ['https://two.example.com/order', 'https://two.example.com/order'];

interface Item {
  readonly resource: string;
  readonly type: string;
  readonly accepts: readonly Record<string, string>[];
  readonly extensions?: Record<string, unknown>;
  readonly bazaar: {
    readonly id: string;
    readonly score: number;
    readonly why: readonly { readonly contribution: number }[];
  };
}

interface List {
  readonly x402Version: number;
  readonly items: readonly Item[];
  readonly pagination: { readonly limit: number; readonly offset: number; readonly total: number };
  readonly unappliedFilters: readonly string[];
}

interface Search {
  readonly resources: readonly Item[];
  readonly partialResults: boolean;
  readonly pagination: { readonly limit: number; readonly cursor: string | null };
  readonly bazaar: { readonly total: number };
}

interface Connection {
  readonly totalCount: number;
  readonly edges: readonly {
    readonly score: number;
    readonly bestOffer: unknown;
    readonly node: { readonly id: string };
  }[];
}

let api: TestApi;
let ids: string[];
beforeAll(async () => {
  api = await anApi();
  ids = await open(api.catalog, STREET);
});
afterAll(() => api.close());

const list = async (query: string) => (await api.json(`/discovery/resources?${query}`)) as List;
const search = async (query: string) => (await api.json(`/discovery/search?${query}`)) as Search;
const resources = (items: readonly Item[]) => items.map(({ resource }) => resource);

describe('GET /discovery/resources', () => {
  it('lists in the order of first sight, as official clients read it', async () => {
    const { x402Version, items, pagination, unappliedFilters } = await list('');

    expect(resources(items)).toEqual([...LIVE, ...ORDERS]);
    expect({ x402Version, pagination, unappliedFilters }).toEqual({
      x402Version: 2,
      pagination: { limit: 20, offset: 0, total: 5 },
      unappliedFilters: [],
    });
    expect(items[0]).toMatchObject({
      type: 'http',
      x402Version: 2,
      accepts: [{ network: BASE, amount: '10000', extra: { name: 'USD Coin', version: '2' } }],
      lastUpdated: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      bazaar: {
        id: ids[0],
        state: 'LISTED',
        reason: 'ok',
        categories: ['data/weather'],
        priceUsd: '0.01',
        health: { consecutiveFailures: 0 },
      },
    });
  });

  it.each([
    ['V1', 'type=mcp', (item: Item) => item.type === 'mcp'],
    [
      'V3',
      'scheme=batch-settlement',
      (item: Item) => item.accepts.some((a) => a['scheme'] === 'batch-settlement'),
    ],
    ['V5', 'extensions=payment-identifier', (item: Item) => 'payment-identifier' in (item.extensions ?? {})],
    ['V7', `network=${BASE}`, (item: Item) => item.accepts.some((a) => a['network'] === BASE)],
    [
      'payTo in any case',
      `payTo=${SOLANA_OFFER.payTo.toUpperCase()}`,
      (item: Item) => item.accepts.some((a) => a['payTo'] === SOLANA_OFFER.payTo),
    ],
  ])('applies the filter of %s to every item', async (_name, query, holds) => {
    const all = (await list('limit=50')).items;
    const { items, unappliedFilters } = await list(`${query}&limit=50`);

    expect(unappliedFilters).toEqual([]);
    expect(resources(items)).toEqual(resources(all.filter(holds)));
  });

  it.each([
    ['V2', 'payTo=0x0000000000000000000000000000000000000001'],
    ['V4', 'network=eip155:999999999'],
    ['a type the protocol may grow', 'type=a2a'],
  ])('finds nothing, and says so, for %s', async (_name, query) => {
    expect(await list(query)).toMatchObject({ items: [], pagination: { total: 0 }, unappliedFilters: [] });
  });

  it('V6: refuses a malformed network', async () => {
    expect(await api.json('/discovery/resources?network=!!!&limit=50', 400)).toEqual({
      error: expect.stringMatching(/^network: /) as string,
      code: 'BAD_INPUT',
    });
  });

  it.each([
    ['test networks on request', 'testnets=true', [...LIVE, 'https://test.example.com/weather', ...ORDERS]],
    ['a test network by its name', 'network=base-sepolia', ['https://test.example.com/weather']],
    ['price and network for one offer together', 'network=base&maxUsdPrice=0.05', [LIVE[0], ...ORDERS]],
    ['several values', 'tag=maps&tag=finance', [LIVE[1], LIVE[2]]],
    ['an origin left out', 'excludeOrigin=https://two.example.com', LIVE],
    ['a category', 'category=data/places', [LIVE[1]]],
    ['a group of categories, or another', 'category=FINANCE&category=data', [...LIVE, ...ORDERS]],
    ['a category nobody knows', 'category=data/nothing', []],
    ['a method', 'method=post', [ORDERS[0]]],
    ['a state nothing is in', 'state=RETIRED', []],
  ])('filters by %s', async (_what, query, found) => {
    expect(resources((await list(query)).items)).toEqual(found);
  });

  it('names what it does not apply', async () => {
    expect((await list('foo=1&minUptime=0.5&query=x')).unappliedFilters).toEqual(['foo', 'query']);
  });

  it('walks by offset as crawlers do, each listing once', async () => {
    const walked: string[] = [];
    for (let offset = 0, total = 1; offset < total;) {
      const { items, pagination } = await list(`limit=2&offset=${offset}`);
      walked.push(...items.map((item) => item.bazaar.id));
      ({ total } = pagination);
      offset += pagination.limit;
    }

    expect(walked).toEqual([ids[0], ids[1], ids[2], ids[4], ids[5]]);
  });

  it('clamps a large limit and echoes it', async () => {
    expect((await list('limit=1000000000')).pagination).toEqual({ limit: 100, offset: 0, total: 5 });
  });

  it('leaves out extensions in the brief view', async () => {
    expect(Object.keys((await list('view=brief')).items[0]!)).not.toContain('extensions');
  });

  it('gives one listing in the same shape', async () => {
    expect(await api.json(`/discovery/listings/${ids[0]!}`)).toEqual((await list('')).items[0]);
  });
});

describe('GET /discovery/search', () => {
  it('ranks what the words mean and says why', async () => {
    const {
      resources: found,
      pagination,
      partialResults,
      bazaar,
    } = await search('query=route+planning%20maps');

    expect(resources(found)[0]).toBe('https://maps.example.com/route');
    expect({ pagination, partialResults, bazaar }).toMatchObject({
      pagination: { limit: 20, cursor: null },
      partialResults: false,
      bazaar: { mode: 'MATCH', degraded: false, totalIsFloor: false },
    });
    const { score, why } = found[0]!.bazaar;
    expect(why.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
  });

  it('pages by cursor, and refuses the cursor under another question', async () => {
    const first = await search('query=&limit=2');
    const cursor = first.pagination.cursor!;
    const second = await search(`query=&limit=2&cursor=${cursor}`);

    expect(new Set([...resources(first.resources), ...resources(second.resources)]).size).toBeGreaterThan(2);
    expect(await api.json(`/discovery/search?query=other&cursor=${cursor}`, 400)).toMatchObject({
      code: 'CURSOR_INVALID',
    });
  });

  it('holds the budget for one offer', async () => {
    const { resources: found } = await search('query=&totalUsd=0.03&calls=3&network=base');

    expect(resources(found).sort()).toEqual([...ORDERS, LIVE[0]].sort());
  });
});

describe('the same question on GraphQL', () => {
  const FILTERS = [
    ['network=base&maxUsdPrice=0.05', { networks: ['base'], maxPriceUsd: '0.05' }],
    ['tag=maps&tag=finance', { tags: ['maps', 'finance'] }],
    ['testnets=true', { environment: 'ANY' }],
    ['extensions=payment-identifier', { extensions: ['payment-identifier'] }],
    ['urlSubstring=ORDER&method=get', { urlSubstring: 'ORDER', methods: ['GET'] }],
  ] as const;

  it.each(FILTERS)('%s', async (query, filter) => {
    const rest = await list(query);
    const { listings } = (await api.ask(
      'query ($filter: ListingFilter) { listings(filter: $filter, sort: FIRST_SEEN_DESC) { totalCount edges { node { id } } } }',
      { filter },
    )) as { listings: Connection };

    expect(listings.totalCount).toBe(rest.pagination.total);
    expect(listings.edges.map(({ node }) => node.id).reverse()).toEqual(
      rest.items.map(({ bazaar }) => bazaar.id),
    );
  });

  it('finds the same, best first', async () => {
    const rest = await search('query=weather&maxUsdPrice=0.05');
    const { search: graphql } = (await api.ask(
      `{ search(input: { text: "weather", filter: { maxPriceUsd: "0.05" } }) {
           totalCount edges { score bestOffer { priceUsd network { id } } node { id resource } } } }`,
    )) as { search: Connection };

    expect(graphql.totalCount).toBe(rest.bazaar.total);
    expect(graphql.edges.map(({ node, score }) => [node.id, score])).toEqual(
      rest.resources.map(({ bazaar }) => [bazaar.id, bazaar.score]),
    );
    expect(graphql.edges[0]?.bestOffer).toEqual({ priceUsd: '0.01', network: { id: BASE } });
  });
});
