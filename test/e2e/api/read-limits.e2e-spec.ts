import { type TestCatalog, aCatalog } from '../../builders/a-catalog.js';
import { type TestApi, anApi } from './an-api.js';

const SETTINGS = { READS_PER_MINUTE: '6', TRUST_PROXY: '127.0.0.1' };
const REFUSED = { message: 'At most 6 reads a minute.', code: 'RATE_LIMITED' };

let catalog: TestCatalog;
let api: TestApi;
beforeAll(async () => {
  catalog = await aCatalog();
});
beforeEach(async () => {
  api = await anApi(SETTINGS, catalog);
});
afterEach(() => api.app.close());
afterAll(() => catalog.close());

const get = (url: string, client = '192.0.2.1') =>
  api.app.inject({ url, headers: { 'x-forwarded-for': client } });
const ask = (query: string, client = '192.0.2.1') =>
  api.app.inject({
    ...{ method: 'POST', url: '/graphql', payload: { query } },
    headers: { 'x-forwarded-for': client },
  });
const times = async <T>(count: number, work: () => Promise<T>): Promise<T[]> => {
  const results: T[] = [];
  for (let time = 0; time < count; time++) results.push(await work());
  return results;
};
const statuses = async (count: number, work: () => Promise<{ statusCode: number }>): Promise<number[]> =>
  (await times(count, work)).map(({ statusCode }) => statusCode);

it('lets a client read so often a minute, then says when it may again', async () => {
  expect(await statuses(6, () => get('/discovery/resources'))).toEqual(Array(6).fill(200));

  const refused = await get('/discovery/search?query=weather');

  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toEqual({ error: REFUSED.message, code: REFUSED.code });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(10);
  expect(refused.headers['access-control-allow-origin']).toBe('*');
});

it('counts GraphQL with REST, and answers each in its own form', async () => {
  await times(3, () => get('/discovery/resources'));
  expect(await statuses(3, () => ask('{ stats { listings } }'))).toEqual([200, 200, 200]);

  const refused = await ask('{ stats { listings } }');

  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toEqual({
    errors: [{ message: REFUSED.message, extensions: { code: REFUSED.code } }],
  });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});

it('counts a dear query for what it costs', async () => {
  const searches = Array.from(
    { length: 6 },
    (_, n) => `s${n}: search(input: { text: "weather" }) { totalCount }`,
  );
  const dear = `{ ${searches.join(' ')} }`;
  expect((await ask(dear)).statusCode).toBe(200);

  const refused = await ask(dear);

  expect(refused.statusCode).toBe(429);
  expect(refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});

it('counts each client for itself, a household of IPv6 addresses as one', async () => {
  await times(7, () => get('/discovery/resources', '2001:db8:1:2::1'));

  expect((await get('/discovery/resources', '2001:db8:1:2:ffff::9')).statusCode).toBe(429);
  expect((await get('/discovery/resources', '2001:db8:1:3::1')).statusCode).toBe(200);
  expect((await get('/discovery/resources', '192.0.2.9')).statusCode).toBe(200);
});

it.each(['/healthz', '/readyz', '/metrics'])('never refuses an operator’s %s', async (path) => {
  expect(await statuses(8, () => get(path))).toEqual(Array(8).fill(200));
});

it('leaves registrations to their own budget', async () => {
  await times(7, () => get('/discovery/resources'));

  const answer = await api.app.inject({
    ...{ method: 'POST', url: '/discovery/register', payload: { resource: 'http://10.0.0.1/' } },
    headers: { 'x-forwarded-for': '192.0.2.1' },
  });

  expect(answer.statusCode).toBe(400);
});

it('counts what is asked where nothing is', async () => {
  expect(await statuses(7, () => get('/nothing'))).toEqual([...Array<number>(6).fill(404), 429]);
});
