import { readCatalogItem } from './read-catalog-item.js';
import { readTime } from './read-time.js';

const offer = {
  scheme: 'exact',
  network: 'eip155:8453',
  amount: '10000',
  asset: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
  payTo: '0x1111111111111111111111111111111111111111',
  maxTimeoutSeconds: 60,
  extra: { name: 'USD Coin', version: '2' },
};
const { amount, ...rest } = offer;
const oldOffer = {
  ...rest,
  network: 'base',
  maxAmountRequired: amount,
  resource: 'https://a.example/x',
  description: 'Old',
};

const read = (raw: unknown) => {
  const item = readCatalogItem(raw);
  if (!item.ok) throw new Error(item.error);
  return item.value;
};

it.each<[string, unknown, string]>([
  ['resource as text', { resource: 'https://a.example/x' }, 'https://a.example/x'],
  ['in an option', { resource: { method: 'POST' }, accepts: [oldOffer] }, 'https://a.example/x'],
  ['a bare string', 'https://a.example/x', 'https://a.example/x'],
])('finds the URL: %s', (_what, raw, resource) => expect(read(raw).resource).toBe(resource));

it.each<[unknown, string]>([
  [null, 'not-an-object'],
  [7, 'not-an-object'],
  [[], 'not-an-object'],
  [{}, 'no-url'],
  ['', 'no-url'],
  [{ url: '' }, 'no-url'],
  [{ resource: { method: 'POST' } }, 'no-url'],
])('refuses %j', (raw, error) => expect(readCatalogItem(raw)).toEqual({ ok: false, error }));

it('reads a V2 item whole', () => {
  const item = read({
    resource: 'https://a.example/users/42',
    type: 'http',
    x402Version: 2,
    accepts: [offer],
    lastUpdated: '2026-11-02T10:00:00.123456Z',
    description: 'A user',
    serviceName: 'Users',
    tags: ['users'],
    extensions: {
      bazaar: {
        info: { input: { type: 'http', method: 'GET', pathParams: { id: '42' } } },
        schema: {},
        routeTemplate: '/users/:id',
      },
    },
    quality: { l30DaysTotalCalls: 5, l30DaysUniquePayers: '2', lastCalledAt: '2026-06-14T17:02:31.915Z' },
  });

  expect(item).toMatchObject({
    type: 'HTTP',
    method: 'GET',
    updatedAt: new Date('2026-11-02T10:00:00.123Z'),
    usage: { calls30d: 5, payers30d: 2, lastCalledAt: new Date('2026-06-14T17:02:31.915Z') },
    reading: {
      resource: 'https://a.example/users/:id',
      description: 'A user',
      serviceName: 'Users',
      tags: ['users'],
      payability: 'PAYABLE',
      offers: [{ priceUsd: '0.01' }],
      call: { complete: true, url: 'https://a.example/users/:id' },
    },
  });
});

it('reads a V1 item with metadata', () => {
  const item = read({
    resource: 'https://a.example/x',
    type: 'http',
    x402Version: 1,
    accepts: [oldOffer],
    lastUpdated: 1767421435,
    metadata: { serviceName: 'Old one' },
  });

  expect(item).toMatchObject({
    updatedAt: new Date('2026-01-03T06:23:55.000Z'),
    reading: { x402Version: 1, payability: 'V1_ONLY', serviceName: 'Old one', description: 'Old' },
  });
});

it('reads an MCP item', () => {
  expect(
    read({ resource: 'https://a.example/mcp', type: 'mcp', toolName: 'w', x402Version: 2, accepts: [offer] }),
  ).toMatchObject({
    type: 'MCP',
    toolName: 'w',
    method: null,
    reading: { type: 'MCP', toolName: 'w' },
  });
});

it('does not take a word for an amount', () => {
  const item = read({ url: 'https://a.example/x', price: '$0.10', accepts: [{ ...offer, amount: '$0.10' }] });

  expect(item.reading?.offers[0]).toMatchObject({ amountAtomic: null, amountRaw: '$0.10', priceUsd: null });
});

it.each<[string, unknown]>([
  ['no accepts', { url: 'https://a.example/x', price: '$0.10' }],
  ['empty accepts', { url: 'https://a.example/x', accepts: [] }],
  ['a URL that cannot be one', { url: 'not a url', accepts: [offer] }],
])('claims nothing from %s', (_what, raw) => expect(read(raw).reading).toBeNull());

it.each<[unknown, string | null]>([
  ['2026-11-02T10:00:00Z', '2026-11-02T10:00:00.000Z'],
  ['2026-11-02T10:00:00.12Z', '2026-11-02T10:00:00.120Z'],
  ['2026-11-02T10:00:00.123456789Z', '2026-11-02T10:00:00.123Z'],
  ['2026-07-23T21:25:24-04:00', '2026-07-24T01:25:24.000Z'],
  ['2026-03-20 04:49:42', '2026-03-20T04:49:42.000Z'],
  ['2026-03-20', '2026-03-20T00:00:00.000Z'],
  [1767421435, '2026-01-03T06:23:55.000Z'],
  ['1767421435', '2026-01-03T06:23:55.000Z'],
  [1767421435000, '2026-01-03T06:23:55.000Z'],
  ['2026-13-45T10:00:00Z', null],
  ['yesterday', null],
  [0, null],
  [-1, null],
  [Number.NaN, null],
  [1e20, null],
  [null, null],
])('reads the time %j', (value, expected) => expect(readTime(value)?.toISOString() ?? null).toBe(expected));
