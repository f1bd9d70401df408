import { type TestApi, STREET, anApi, open } from './an-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
  await open(api.catalog, STREET);
});
afterAll(() => api.close());

const REGISTER = 'mutation ($resource: String!) { register(input: { resource: $resource }) { state } }';

describe('what REST refuses', () => {
  it.each([
    ['limit 0', '/discovery/resources?limit=0', 400, 'BAD_INPUT'],
    ['a negative limit', '/discovery/resources?limit=-1', 400, 'BAD_INPUT'],
    ['a limit in words', '/discovery/resources?limit=x', 400, 'BAD_INPUT'],
    ['an offset in words', '/discovery/resources?offset=x', 400, 'BAD_INPUT'],
    ['a price of seven decimals', '/discovery/resources?maxUsdPrice=0.0000001', 400, 'BAD_INPUT'],
    ['a negative price', '/discovery/search?query=&maxUsdPrice=-1', 400, 'BAD_INPUT'],
    ['a search without a query', '/discovery/search', 400, 'BAD_INPUT'],
    ['a cursor that is none', '/discovery/search?query=a&cursor=nonsense', 400, 'CURSOR_INVALID'],
    ['a status of nothing', '/discovery/status', 400, 'BAD_INPUT'],
    ['a status of no URL', '/discovery/status?resource=weather', 400, 'BAD_INPUT'],
    ['a status of no origin', '/discovery/status?origin=weather', 400, 'BAD_INPUT'],
    [
      'a status of two things',
      '/discovery/status?origin=https://a.example&resource=https://a.example/b',
      400,
      'BAD_INPUT',
    ],
    ['a state that is none', '/discovery/status?origin=https://a.example&state=FINE', 400, 'BAD_INPUT'],
    [
      'a place that no origin has',
      '/discovery/status?origin=https://weather.example.com&cursor=No.',
      400,
      'CURSOR_INVALID',
    ],
    ['a listing nobody has', '/discovery/listings/nope', 404, 'LISTING_NOT_FOUND'],
    ['a listing id with NUL', '/discovery/listings/a%00b', 400, 'BAD_INPUT'],
    ['a path that is none', '/discovery/nothing', 404, 'BAD_INPUT'],
    ['broken escapes', '/discovery/listings/%zz', 400, 'BAD_INPUT'],
  ])('%s', async (_what, path, status, code) => {
    expect(await api.json(path, status)).toEqual({ error: expect.stringMatching(/\S/) as string, code });
  });

  it.each([
    ['a URL that is none', 'weather'],
    ['an address of our own', 'http://10.0.0.1/'],
    ['the same in octal', 'http://012.0.0.1/'],
    ['loopback', 'https://127.0.0.1/x'],
    ['a file', 'file:///etc/passwd'],
    ['a port nobody may probe', 'https://api.example.com:8443/x'],
    ['nothing', ''],
  ])('to register %s, on GraphQL too', async (_what, resource) => {
    expect(await api.send('/discovery/register', { resource }, 400)).toEqual({
      error: expect.stringMatching(/\S/) as string,
      code: 'BAD_INPUT',
    });
    expect(await api.refusal(REGISTER, { resource })).toBe('BAD_INPUT');
  });

  it.each(['/discovery/register', '/graphql'])('a broken or large body at %s', async (path) => {
    const codeOf = (body: unknown) => /"code":"(\w+)"/.exec(JSON.stringify(body))?.[1];

    expect(codeOf(await api.send(path, '{"resource":', 400))).toBe('BAD_INPUT');
    expect(codeOf(await api.send(path, { resource: 'x'.repeat(5_000_000) }, 413))).toBe('TOO_LARGE');
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data'])(
    'a body of type %s, which a page of another site could send',
    async (type) => {
      const { statusCode, body } = await api.app.inject({
        method: 'POST',
        url: '/discovery/register',
        headers: { 'content-type': type },
        payload: 'resource=https://api.example.com/',
      });

      expect(statusCode).toBe(400);
      expect(body).toContain('BAD_INPUT');
    },
  );
});

describe('what GraphQL refuses', () => {
  const aliases = Array.from({ length: 16 }, (_, n) => `a${n}: networks { id }`).join(' ');
  const pages = Array.from(
    { length: 14 },
    (_, n) =>
      `a${n}: listings(first: 100) { edges { node { id title offers { network { id name } amount priceUsd payTo } priceHistory(first: 20) { points { at priceUsd } } } } }`,
  ).join(' ');
  const many = 'id '.repeat(1_001);
  const deep = `{ __schema { types { fields { type { ${'ofType { '.repeat(12)} name ${'} '.repeat(12)} } } } } }`;

  it.each([
    ['first 0', '{ listings(first: 0) { totalCount } }', 'BAD_INPUT'],
    ['a negative first', '{ listings(first: -1) { totalCount } }', 'BAD_INPUT'],
    ['first above the maximum', '{ listings(first: 101) { totalCount } }', 'BAD_INPUT'],
    ['first above the maximum of changes', '{ changes(first: 1001) { feedId } }', 'BAD_INPUT'],
    ['a number that is none', '{ listings(first: "x") { totalCount } }', 'BAD_INPUT'],
    ['a cursor of nowhere', '{ listings(after: "nonsense") { totalCount } }', 'CURSOR_INVALID'],
    ['a cursor of no search', '{ search(input: {}, after: "nonsense") { mode } }', 'CURSOR_INVALID'],
    ['a cursor of no feed', '{ changes(after: "nonsense") { feedId } }', 'CURSOR_INVALID'],
    ['a cursor of another feed', '{ changes(after: "0123456789abcdef.1") { feedId } }', 'CURSOR_EXPIRED'],
    ['a feed by what moves', '{ changes(filter: { probedSince: "2026-01-01" }) { feedId } }', 'BAD_INPUT'],
    ['a feed by uptime', '{ changes(filter: { minUptime: 0.5 }) { feedId } }', 'BAD_INPUT'],
    ['a price in words', '{ listings(filter: { maxPriceUsd: "cheap" }) { totalCount } }', 'BAD_INPUT'],
    [
      'a price of seven decimals',
      '{ listings(filter: { maxPriceUsd: "0.0000001" }) { totalCount } }',
      'BAD_INPUT',
    ],
    ['a negative price', '{ search(input: { budget: { perCallUsd: "-1" } }) { mode } }', 'BAD_INPUT'],
    ['a price as a float', '{ listings(filter: { maxPriceUsd: 0.5 }) { totalCount } }', 'BAD_INPUT'],
    ['a malformed network', '{ listings(filter: { networks: ["!!!"] }) { totalCount } }', 'BAD_INPUT'],
    ['a facet that is none', '{ search(input: { facets: ["mood"] }) { mode } }', 'BAD_INPUT'],
    ['neither id nor resource', '{ listing { id } }', 'BAD_INPUT'],
    ['a URL that is none', '{ listing(resource: "weather") { id } }', 'BAD_INPUT'],
    ['the status of no URL', '{ listingStatus(resource: "weather") { state } }', 'BAD_INPUT'],
    ['an unknown field', '{ nothing }', 'BAD_INPUT'],
    ['broken syntax', '{ networks {', 'BAD_INPUT'],
    ['introspection without an end', deep, 'TOO_COSTLY'],
    ['sixteen aliases', `{ ${aliases} }`, 'TOO_COSTLY'],
    ['fourteen large pages at once', `{ ${pages} }`, 'TOO_COSTLY'],
    [
      'the challenge behind every state of every listing of an origin',
      '{ origin(origin: "https://a.example") { statuses { timeline { probe { challenge } } } } }',
      'TOO_COSTLY',
    ],
    ['the origin of no URL', '{ origin(origin: "weather") { robots } }', 'BAD_INPUT'],
    [
      'a cursor of no origin',
      '{ origin(origin: "https://weather.example.com") { statuses(after: "No.") { state } } }',
      'CURSOR_INVALID',
    ],
    ['a thousand and one tokens', `{ networks { ${many} } }`, 'TOO_COSTLY'],
  ])('%s', async (_what, query, code) => {
    expect(await api.refusal(query)).toBe(code);
  });

  it.each(['2026-02-31', '2026-01-31T12:00', 'yesterday', '2026-01-31 12:00:00Z'])(
    'the time %s',
    async (time) => {
      const query = `query ($time: DateTime) { listings(filter: { probedSince: $time }) { totalCount } }`;

      expect(await api.refusal(query, { time })).toBe('BAD_INPUT');
    },
  );

  it('a variable of the wrong kind', async () => {
    expect(await api.refusal(REGISTER, { resource: 5 })).toBe('BAD_INPUT');
  });

  it('names the listings a URL leads to, where there are several', async () => {
    const ask = (args: string) => `{ listing(resource: "https://two.example.com/order"${args}) { method } }`;
    const { errors } = (await api.send('/graphql', { query: ask('') }, 200)) as {
      errors: { message: string; extensions: { code: string } }[];
    };

    expect(errors[0]?.extensions.code).toBe('BAD_INPUT');
    expect(errors[0]?.message).toMatch(/GET https.*POST https/);
    expect(await api.ask(ask(', method: "post"'))).toEqual({ listing: { method: 'POST' } });
  });

  it('a query over GET from a page that did not ask first', async () => {
    expect(await api.json('/graphql?query={networks{id}}', 400)).toMatchObject({
      errors: [{ extensions: { code: 'BAD_INPUT' } }],
    });
  });

  it('answers the introspection of tools', async () => {
    const { getIntrospectionQuery } = await import('graphql');

    expect(await api.ask(getIntrospectionQuery())).toHaveProperty('__schema');
  });
});
