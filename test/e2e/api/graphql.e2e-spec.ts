import { type TestApi, STREET, anApi, open } from './an-api.js';
import { queriesOf } from './queries-of.js';

let api: TestApi;
let ids: string[];
beforeAll(async () => {
  api = await anApi();
  ids = await open(api.catalog, STREET);
});
afterAll(() => api.close());

const countQueries = async (work: () => Promise<unknown>): Promise<number> =>
  (await queriesOf(api, work)).length;

const EVERYTHING = `
  id resource type method toolName origin title description mimeType serviceName tags iconUrl x402Version routeTemplate
  exampleUrl call { url method toolName transport bodyType complete parts { in schema example exampleValid } }
  outputSchema outputExample extensions challenge categories version supportsSignIn minPriceUsd maxPriceUsd state
  stateReason evidence payability issues { code message fix severity } ownerVerified
  health { uptime30d probes30d p50Ms p95Ms lastOkAt consecutiveFailures }
  usage { source counts asOf } quality { score components { feature value weight contribution note } }
  sources { source { id kind url enabled lastRunAt listings } firstSeenAt lastSeenAt }
  priceHistory(first: 1) { points { at offerKey network asset scheme amountAtomic amount priceUsd payTo } pageInfo { hasNextPage endCursor } }
  firstSeenAt lastProbedAt changedAt
  offers { key x402Version evidence seenAt scheme network { id name environment family known aliases }
    asset { network address symbol decimals currency known } assetRaw amountAtomic amountRaw amount priceUsd priceUsdAsOf
    priceKind payTo payToDynamic maxTimeoutSeconds paymentFlow environment payability issues { code } raw }`;

describe('GraphQL', () => {
  it('answers everything about a listing', async () => {
    const { listing } = (await api.ask(`query ($id: ID) { listing(id: $id) { ${EVERYTHING} } }`, {
      id: ids[0],
    })) as { listing: { quality: { score: number; components: { contribution: number }[] } } };

    expect(listing).toMatchObject({
      resource: 'https://weather.example.com/now',
      state: 'LISTED',
      version: '2',
      extensions: ['payment-identifier'],
      categories: ['data/weather'],
      call: { url: 'https://weather.example.com/now', method: 'GET' },
      challenge: { accepts: [{ amount: '10000' }] },
      health: { probes30d: 1, uptime30d: 1, p50Ms: 12 },
      sources: [{ source: { id: 'a-catalogue', enabled: true, listings: 6 } }],
      priceHistory: {
        points: [{ amountAtomic: '10000', priceUsd: '0.01' }],
        pageInfo: { hasNextPage: false },
      },
      offers: [
        {
          network: { id: 'eip155:8453', name: 'Base', environment: 'MAINNET', family: 'evm', known: true },
          asset: { symbol: 'USDC', decimals: 6, currency: 'USD', known: true },
          amountAtomic: '10000',
          amount: '0.01',
          priceUsd: '0.01',
          priceKind: 'FIXED',
          payability: 'PAYABLE',
          raw: { amount: '10000' },
        },
      ],
    });
    const { score, components } = listing.quality;
    expect(components.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 5);
  });

  it('finds by URL, and by many ids in the order asked', async () => {
    const answer = await api.ask(
      `query ($ids: [ID!]!) {
         listing(resource: "https://WEATHER.example.com/now?q=1#x") { id }
         listingsById(ids: $ids) { id }
       }`,
      { ids: [ids[2], 'unknown', ids[0]] },
    );

    expect(answer).toEqual({
      listing: { id: ids[0] },
      listingsById: [{ id: ids[2] }, null, { id: ids[0] }],
    });
  });

  it('pages through listings by keyset, each once', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { listings } = (await api.ask(
        `query ($after: String) { listings(first: 2, after: $after, sort: PRICE_ASC) {
           edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      )) as {
        listings: {
          edges: { cursor: string; node: { id: string } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
      };
      seen.push(...listings.edges.map(({ node }) => node.id));
      expect(listings.edges.at(-1)?.cursor).toBe(listings.pageInfo.endCursor);
      after = listings.pageInfo.endCursor;
      more = listings.pageInfo.hasNextPage;
    }

    expect([...seen].sort()).toEqual([ids[0], ids[1], ids[2], ids[4], ids[5]].sort());
  });

  it('counts only what is asked for', async () => {
    const query = '{ listings(filter: { minUptime: 0.5 }) { unappliedFilters } }';

    expect(await api.ask(query)).toEqual({ listings: { unappliedFilters: [] } });
    expect(await countQueries(() => api.ask(query))).toBe(1);
  });

  it('reads what sellers wrote at length for those alone who ask, of a whole page at once', async () => {
    const page = (fields: string) => () => api.ask(`{ listings(first: 5) { edges { node { ${fields} } } } }`);
    const short = await queriesOf(
      api,
      page('id title offers { priceUsd } quality { components { feature } }'),
    );
    const long = await queriesOf(
      api,
      page('call { complete } challenge outputSchema outputExample offers { raw priceUsd }'),
    );

    expect(short.join()).not.toMatch(/\b(?:l\.challenge|l\.call|o\.raw)\b/);
    expect(short.join()).not.toMatch(/\boutput_(?:schema|example)\b(?! IS NOT NULL)/);
    expect([short.length, long.length]).toEqual([2, 3]);
  });

  it('tells what changed, test networks too, and goes on where it ended', async () => {
    const page = async (after: string | null) => {
      const { changes } = (await api.ask(
        `query ($after: String) { changes(after: $after) {
           endCursor hasNextPage changes { cursor kind version what state reason listingId listing { id } } } }`,
        { after },
      )) as { changes: { endCursor: string; changes: { kind: string; listingId: string }[] } };
      return changes;
    };
    const first = await page(null);

    expect(first.changes.map(({ kind, listingId }) => [kind, listingId])).toEqual(
      ids.map((id) => ['UPSERT', id]),
    );
    expect((await page(first.endCursor)).changes).toEqual([]);
    expect(await api.ask('{ stats { cursor listings origins byState { value count } } }')).toEqual({
      stats: { cursor: first.endCursor, listings: 6, origins: 5, byState: [{ value: 'LISTED', count: 6 }] },
    });
  });

  it('knows networks, assets and reasons without a database', async () => {
    const ask = () =>
      api.ask('{ networks { id } assets(network: "base") { symbol network } reasons { code fix } }');
    const { networks, assets, reasons } = (await ask()) as Record<
      string,
      { network: string; code: string }[]
    >;

    expect(networks!.length).toBeGreaterThan(20);
    expect(new Set(assets!.map(({ network }) => network))).toEqual(new Set(['eip155:8453']));
    expect(reasons!.map(({ code }) => code)).toContain('quota');
    expect(await countQueries(ask)).toBe(0);
  });
});

describe('a page of search with its children', () => {
  const search = (first: number) =>
    api.ask(
      `query ($first: Int) { search(input: { text: "weather" }, first: $first) { edges { bestOffer { key }
         node { offers { key } health { uptime30d } sources { source { id } } priceHistory { points { at } } } } } }`,
      { first },
    );

  it('asks the database as often for many as for one', async () => {
    await search(5); // fills what the process keeps
    const forOne = await countQueries(() => search(1));

    expect(await countQueries(() => search(5))).toBe(forOne);
    expect(forOne).toBeLessThanOrEqual(9);
  });
});
