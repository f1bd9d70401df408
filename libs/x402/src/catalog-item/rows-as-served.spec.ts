import { readCatalogItem } from './read-catalog-item.js';

const USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
const ORBIS_PAYEE = '0x2bb72231EeD303cc91a462A1fA738b42B6a9ac6d';
const ORBIS = 'https://orbisapi.com/proxy/api-api-key-security-scorer-api-b123fb';

const read = (raw: unknown) => {
  const item = readCatalogItem(raw);
  if (!item.ok) throw new Error(item.error);
  return item.value;
};

/** A row of the search of a facilitator, as it serves them. */
const aSearchRow = (url: string, amount: string, change: object = {}) => ({
  serviceName: '',
  resource: { url },
  accepts: [{ scheme: 'exact', network: 'eip155:8453', amount, payTo: ORBIS_PAYEE, asset: USDC }],
  quality: { l30DaysTotalCalls: 5, l30DaysUniquePayers: 2, lastCalledAt: '2026-06-14T17:02:31.915Z' },
  tags: [],
  ...change,
});

/** A row of a directory that aggregates others. */
const anAggregatedRow = (url: string, change: object = {}) => ({
  url,
  type: 'http',
  x402Version: 2,
  description: '',
  accepts: [],
  lastUpdated: 1767421435,
  metadata: {},
  source: 'aggregated',
  sourceFacilitator: 'payai',
  ...change,
});

const anOption = (change: object = {}) => ({
  scheme: 'exact',
  network: 'eip155:8453',
  amount: '30000',
  asset: USDC,
  payTo: ORBIS_PAYEE,
  maxTimeoutSeconds: 60,
  ...change,
});

it.each<[string, unknown, string]>([
  [
    'a scheme of its own (nasty case 1)',
    anAggregatedRow('monopoly://monopoly_game_207_beb33b/prediction/agent0'),
    'monopoly://monopoly_game_207_beb33b/prediction/agent0',
  ],
  [
    'url (nasty case 5)',
    anAggregatedRow('https://clawhunter.fun/api/v1/tools/image-prompts'),
    'https://clawhunter.fun/api/v1/tools/image-prompts',
  ],
  ['resource: {url} (nasty case 5)', aSearchRow(ORBIS, '10000'), ORBIS],
  [
    'resource (nasty case 5)',
    { resource: 'https://api.example.com/weather', type: 'http' },
    'https://api.example.com/weather',
  ],
  [
    'endpoint (nasty case 5)',
    { endpoint: 'https://api.example.com/weather', price: '$0.10' },
    'https://api.example.com/weather',
  ],
  [
    'percent-encoding as it is (nasty case 9)',
    { url: 'https://dns-email-hygiene.relayhop.workers.dev/v1/email/disposable/user%40example.com' },
    'https://dns-email-hygiene.relayhop.workers.dev/v1/email/disposable/user%40example.com',
  ],
  [
    'mixed case as it is (nasty case 10)',
    { url: 'https://slidingbox.ai/v1/hydrate/sb_5jx362GK2yCdNG3tqZnJKAkyUntpmJVXrWQcU8oyO70' },
    'https://slidingbox.ai/v1/hydrate/sb_5jx362GK2yCdNG3tqZnJKAkyUntpmJVXrWQcU8oyO70',
  ],
  [
    'the URL beside an object without one (nasty case 27)',
    {
      url: 'https://agent-budget-guard.onrender.com/api/budget/check',
      resource: { method: 'POST', mimeType: 'application/json' },
    },
    'https://agent-budget-guard.onrender.com/api/budget/check',
  ],
  [
    'an object inside accepts (nasty case 27)',
    { accepts: [anOption({ resource: { url: 'https://api.interzoid.com/getxlast3' } })] },
    'https://api.interzoid.com/getxlast3',
  ],
  [
    'the one at the top before those in each option (nasty case 28)',
    {
      resource: { url: 'https://gateway.spraay.app/api/v1/batch/estimate' },
      accepts: [anOption({ resource: 'https://gateway.spraay.app/api/v1/batch' })],
    },
    'https://gateway.spraay.app/api/v1/batch/estimate',
  ],
  [
    'method and URL in one string (nasty case 31)',
    'GET https://check.apimesh.xyz/check',
    'https://check.apimesh.xyz/check',
  ],
])('finds the URL: %s', (_what, raw, resource) => expect(read(raw).resource).toBe(resource));

it('reads the method out of one string with the URL (nasty case 31)', () =>
  expect(read('GET https://check.apimesh.xyz/check')).toMatchObject({ method: 'GET', reading: null }));

it('keeps a row with nothing to pay, without price, network or payee (nasty case 3)', () =>
  expect(read(anAggregatedRow('https://clawhunter.fun/api/v1/tools/image-prompts'))).toMatchObject({
    resource: 'https://clawhunter.fun/api/v1/tools/image-prompts',
    type: 'HTTP',
    reading: null,
  }));

it.each<[unknown, string]>([
  [1767421435, '2026-01-03T06:23:55.000Z'],
  [1767421435000, '2026-01-03T06:23:55.000Z'],
  ['2026-03-13T11:00:28.49Z', '2026-03-13T11:00:28.490Z'],
  ['2026-03-13T11:00:28.496Z', '2026-03-13T11:00:28.496Z'],
  ['2026-03-05T16:39:42.229898+00:00', '2026-03-05T16:39:42.229Z'],
])('reads lastUpdated of %j, one name for many forms (nasty case 4)', (lastUpdated, at) =>
  expect(read(anAggregatedRow('https://clawhunter.fun/x', { lastUpdated })).updatedAt).toEqual(new Date(at)),
);

it('keeps the generic twin and its own price apart from the real one (nasty case 16)', () => {
  const [real, generic] = [aSearchRow(ORBIS, '10000'), aSearchRow(`${ORBIS}/:endpoint`, '5000')].map(
    (row) => read(row).reading,
  );

  expect(real).toMatchObject({ resource: ORBIS, offers: [{ priceUsd: '0.01' }] });
  expect(generic).toMatchObject({
    resource: `${ORBIS}/:endpoint`,
    offers: [{ priceUsd: '0.005' }],
  });
  expect(generic?.issues.map(({ code }) => code)).toContain('needs-path-params');
  expect(real?.issues.map(({ code }) => code)).not.toContain('needs-path-params');
});

it('reads a free row that speaks two versions at once, and its empty name as none (nasty case 18)', () => {
  const row = aSearchRow('https://httpay.xyz/api/weather', '0', {
    accepts: [
      anOption({ network: 'base', amount: '0', payTo: '0x5f5d6FcB315871c26F720dc6fEf17052dD984359' }),
    ],
  });

  expect(read(row).reading).toMatchObject({
    serviceName: null,
    x402Version: 2,
    offers: [
      {
        network: 'eip155:8453',
        priceKind: 'FREE',
        priceUsd: '0',
        issues: [{ code: 'network-alias' }, { code: 'eip712-missing' }],
      },
    ],
  });
});

it('keeps a name that templating has doubled as it is, and takes no tags for none (nasty case 38)', () => {
  const row = aSearchRow(ORBIS, '10000', { serviceName: 'Api Api Key Security Scorer API' });

  expect(read(row).reading).toMatchObject({
    serviceName: 'Api Api Key Security Scorer API',
    tags: [],
    issues: [{ code: 'no-example' }],
  });
});

it('takes the type of a row for a word: no tool, no other resource (nasty case 39)', () => {
  const row = (type: string) => read(aSearchRow('https://yieldprobe.com/mcp', '2000', { type }));
  const [tool, plain] = [row('mcp'), row('http')];

  expect(tool).toMatchObject({ type: 'MCP', toolName: null, method: null });
  expect(plain.type).toBe('HTTP');
  expect(tool.resource).toBe(plain.resource);
  expect(tool.reading?.resource).toBe(plain.reading?.resource);
  expect(tool.reading?.offers).toEqual(plain.reading?.offers);
});
