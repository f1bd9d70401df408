import { type TestApi, STREET, anApi, open } from './an-api.js';

const SEARCH_MS = 300;

let api: TestApi;
beforeAll(async () => {
  api = await anApi({ SEARCH_POOL_MAX: '2', SEARCH_TIMEOUT_MS: String(SEARCH_MS) });
  await open(api.catalog, STREET);
});
afterAll(() => api.close());

/** While the work is done, no search gets any further. */
async function whileSearchesStand(work: () => Promise<void>): Promise<void> {
  const runner = api.catalog.database.createQueryRunner();
  await runner.startTransaction();
  await runner.query('LOCK TABLE search_listing IN ACCESS EXCLUSIVE MODE');
  try {
    await work();
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const SEARCH = '/discovery/search?query=weather';
const TOO_LONG = { code: 'UNAVAILABLE', error: expect.stringMatching(/took too long/) as string };

it('gives a search up that takes too long, on every surface, and finds again when it can', async () => {
  await whileSearchesStand(async () => {
    expect(await api.json(SEARCH, 503)).toEqual(TOO_LONG);
    expect(await api.refusal('{ search(input: { text: "weather" }) { totalCount } }')).toBe('UNAVAILABLE');
  });

  expect(await api.json(SEARCH)).toMatchObject({ bazaar: { mode: 'MATCH' } });
});

it('answers everything else while more searches stand than there are connections', async () => {
  await whileSearchesStand(async () => {
    const standing = { count: 12 };
    const searches = Array.from({ length: standing.count }, async () => {
      expect(await api.json(SEARCH, 503)).toEqual(TOO_LONG);
      standing.count--;
    });
    const [first] = STREET;

    await api.json(`/discovery/status?resource=${first!.url}`);
    await api.json('/discovery/resources');
    await api.ask('{ listings { totalCount } }');

    expect(standing.count).toBeGreaterThan(2);
    await Promise.all(searches);
  });
});
