import { HTTPFacilitatorClient } from '@x402/core/http';
import { withBazaar } from '@x402/extensions/bazaar';

import { answeringFetch } from '../../builders/answering-fetch.js';
import { ourRule, vectors } from '../../builders/discovery-vectors.js';
import { storeListings } from '../../builders/store-listings.js';
import { type Answered, judgeFilters } from '../../contract/discovery-filters.js';
import { type TestApi, STREET, anApi, open } from './an-api.js';

interface List {
  readonly items: readonly { readonly bazaar: { readonly id: string } }[];
  readonly pagination: { readonly limit: number; readonly offset: number; readonly total: number };
}

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
  await open(api.catalog, STREET);
});
afterAll(() => api.close());

const list = async (query: string) => (await api.json(`/discovery/resources?${query}`)) as List;
const bazaar = () =>
  withBazaar(new HTTPFacilitatorClient({ url: 'https://bazaar.example.com/x402//' })).extensions.bazaar;

it('applies every filter, or says that it does not', async () => {
  const ask = async (path: string): Promise<Answered> => {
    const { statusCode, body } = await api.app.inject(path);
    return { status: statusCode, body: JSON.parse(body) as unknown };
  };
  const { exitCode, verdicts } = await judgeFilters(vectors.discoveryFilters.vectors, ask);

  expect(exitCode).toBe(0);
  expect(Object.values(verdicts)).toEqual(Array(7).fill('pass'));
});

describe('what the official client asks for is answered', () => {
  it.each(vectors.officialClientRequests.cases)('$call $params', async ({ call, params, request }) => {
    const { sent } = await answeringFetch<unknown>({ status: 200, body: '{}' }, () =>
      call === 'search'
        ? bazaar().search(params ?? { query: '' })
        : bazaar().listResources((params as object | null) ?? undefined),
    );
    const path = request.url.replace('https://bazaar.example.com/x402', '');
    // A cursor is ours to make: one that we did not is refused, and the client is told so.
    const isMadeUp = path.includes('cursor=');

    expect(sent).toEqual([request]);
    expect(await api.json(path, isMadeUp ? 400 : 200)).toMatchObject(
      isMadeUp
        ? { code: 'CURSOR_INVALID' }
        : { x402Version: 2, pagination: { limit: expect.any(Number) as number } },
    );
  });
});

describe('what the official client makes of an answer', () => {
  it.each(vectors.officialClientErrors.cases)('$status $body', async ({ status, body, expect: expected }) => {
    const { outcome } = await answeringFetch({ status, body }, () =>
      bazaar()
        .listResources()
        .then(
          (value: unknown) => ({ ok: true, value }),
          (error: unknown) => ({ ok: false, error: (error as Error).message }),
        ),
    );

    expect(outcome).toEqual(expected);
  });

  it('is what it needs: 200 with a list, also an empty one, or a reason', async () => {
    const [empty] = vectors.officialClientErrors.cases;

    expect(await api.json('/discovery/resources?network=eip155:999999999')).toMatchObject(
      JSON.parse(empty?.body ?? '') as object,
    );
    expect(await api.json('/discovery/resources?network=!!!', 400)).toEqual({
      error: expect.stringMatching(/\S/) as string,
      code: 'BAD_INPUT',
    });
  });
});

it(ourRule('O11'), async () => {
  expect((await list('limit=1000')).pagination.limit).toBe(100);
});

it.each(['limit=0', 'limit=abc'])(`${ourRule('O12')} (%s)`, async (query) => {
  expect(await api.json(`/discovery/resources?${query}`, 400)).toMatchObject({
    error: expect.stringMatching(/^limit: \S/) as string,
  });
});

it(ourRule('O13'), async () => {
  expect(await api.json('/discovery/search', 400)).toMatchObject({
    error: expect.stringMatching(/^query: \S/) as string,
  });
});

describe('a long list', () => {
  const nextOffset = ({ limit, offset, total }: List['pagination']): number | null =>
    total <= offset + limit ? null : offset + limit;
  const ids = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => `long-${String(from + at).padStart(4, '0')}`);
  const store = (names: readonly string[], at: Date) =>
    storeListings(
      api.catalog.database,
      names.map((id) => ({ id, changedAt: at, lastProbedAt: at })),
    );

  let before: number;
  beforeAll(async () => {
    before = (await list('')).pagination.total;
    await store(ids(before, 250), new Date('2027-01-01T00:00:00Z'));
  });

  it.each(vectors.pagination.cases)(
    'after $offset of $total, $limit at a time, comes $next',
    async ({ limit, offset, total, next }) => {
      const { items, pagination } = await list(`limit=${limit}&offset=${offset}`);

      expect(pagination).toEqual({ limit, offset, total });
      expect(nextOffset(pagination)).toBe(next);
      expect(items).toHaveLength(Math.min(limit, total - offset));
    },
  );

  it(ourRule('O14'), async () => {
    const walked: string[] = [];
    let added = 250;
    for (let offset: number | null = 0; offset !== null;) {
      const { items, pagination } = await list(`limit=100&offset=${offset}`);
      const again = await list(`limit=100&offset=${offset}`);
      expect(again.items).toEqual(items);
      walked.push(...items.map((item) => item.bazaar.id));
      offset = nextOffset(pagination);
      if (added < 280) await store(ids(added, (added += 10)), new Date('2027-02-01T00:00:00Z'));
    }

    expect(new Set(walked).size).toBe(walked.length);
    expect(walked).toEqual(expect.arrayContaining(ids(before, 270)));
  });
});
