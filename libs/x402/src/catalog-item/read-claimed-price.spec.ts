import { readCatalogItem, type SaidBeside } from './read-catalog-item.js';

const USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
const PAYEE = '0x1111111111111111111111111111111111111111';
const URL = 'https://a.example/x';
const TEMPO_USD = '0x20c000000000000000000000b9537d11c60e8b50';

const read = (item: object, beside: SaidBeside = { url: URL }) => {
  const found = readCatalogItem(item, beside);
  if (!found.ok) throw new Error(found.error);
  const { price, rail, issues, reading } = found.value;
  return {
    price: price === null ? null : [price.priceKind, price.amount, price.currency, price.priceUsd],
    offers: (reading?.offers ?? []).map((offer) => [
      ...[offer.scheme, offer.network, offer.asset, offer.amountAtomic, offer.payTo],
      offer.payability,
    ]),
    rail,
    issues: issues.map(({ code, detail }) => [code, detail]),
  };
};
const price = (...said: readonly (string | null)[]) => ({
  ...{ price: said, offers: [], rail: null },
  issues: [['price-alone', `${said[1]} ${said[2]}`]],
});

it.each<[string, object, ReturnType<typeof price>]>([
  [
    '402index',
    { price_usd: 0.05, price_sats: null, payment_network: 'Base' },
    price('FIXED', '0.05', 'USD', '0.05'),
  ],
  [
    'the observatory',
    { price_usd: '0.12', network: 'eip155:8453', pay_to: PAYEE },
    price('FIXED', '0.12', 'USD', '0.12'),
  ],
  [
    'a scraped directory',
    { price_usd: 0, network: 'base', asset_address: USDC },
    price('FREE', '0', 'USD', '0'),
  ],
  ['APIMesh', { price: '$0.003', protocol: 'x402' }, price('FIXED', '0.003', 'USD', '0.003')],
  [
    'a server’s routes, and not its costs',
    { cost: '$0.003', price: '$0.015' },
    price('FIXED', '0.015', 'USD', '0.015'),
  ],
  [
    'x402scan’s OpenAPI',
    {
      operation: {
        'x-payment-info': {
          protocols: [{ x402: {} }, { mpp: {} }],
          price: { mode: 'fixed', currency: 'USD', amount: '0.100000' },
        },
      },
    },
    price('FIXED', '0.1', 'USD', '0.1'),
  ],
  [
    'TerminalFeed’s OpenAPI',
    { operation: { 'x-pricing-usd': 0.04, 'x-pricing-credits': 2 } },
    price('FIXED', '0.04', 'USD', '0.04'),
  ],
  [
    'x402scan’s OpenAPI as it was',
    {
      operation: { 'x-payment-info': { protocols: ['x402'], pricingMode: 'fixed', price: '0.050000' } },
    },
    price('FIXED', '0.05', 'USD', '0.05'),
  ],
  [
    'a price in dollars beside its token: no offer',
    { price: '$0.01', network: 'base', asset: USDC, payTo: PAYEE },
    price('FIXED', '0.01', 'USD', '0.01'),
  ],
])('reads what %s asks (nasty case 21)', (_who, item, expected) => expect(read(item)).toEqual(expected));

const whole = (scheme: string, payTo: string) => [[scheme, 'eip155:8453', USDC, 10_000n, payTo, 'UNKNOWN']];

it.each<[string, object, SaidBeside, unknown]>([
  [
    'an entry laid flat',
    { network: 'eip155:8453', payTo: PAYEE, price: '10000', asset: USDC },
    {},
    whole('', PAYEE),
  ],
  [
    'a price with its token',
    { price: { amount: '10000', asset: 'USDC', assetAddress: USDC, network: 'eip155:8453', payTo: PAYEE } },
    {},
    whole('', PAYEE),
  ],
  ['millionths by name', { price_micro_usdc: '10000', network: 'base', asset: USDC }, {}, whole('', '')],
  [
    'units beside decimals',
    {
      operation: {
        'x-payment-info': {
          method: 'x402',
          scheme: 'exact',
          network: 'eip155:8453',
          asset: USDC,
          currency: 'USDC',
          amount: '0.01',
          amountUnits: '10000',
          payTo: PAYEE,
          price: { mode: 'fixed', currency: 'USD', amount: '0.01' },
        },
      },
    },
    {},
    whole('exact', PAYEE),
  ],
  ['words that name everything', { fee: '`0.01 USDC` on Base Mainnet (`eip155:8453`)' }, {}, whole('', '')],
  [
    'a decimal, and the document the token',
    { price: '0.01' },
    { network: 'eip155:8453', asset: 'USDC' },
    whole('', ''),
  ],
  ['empty accepts beside it', { accepts: [], price: '0.01 USDC', network: 'base' }, {}, whole('', '')],
])('makes an offer of %s', (_what, item, beside, offers) =>
  expect(read(item, { url: URL, ...beside })).toMatchObject({ offers, issues: [] }),
);

it('judges an offer that a catalogue tells in part by nothing but the endpoint', () => {
  const item = readCatalogItem({ url: URL, price: '0.01 USDC', network: 'base', payTo: PAYEE });

  expect(item).toMatchObject({
    value: {
      reading: {
        payability: 'UNKNOWN',
        offers: [{ priceUsd: '0.01', priceKind: 'UNKNOWN', payability: 'UNKNOWN', raw: { amount: '10000' } }],
      },
    },
  });
});

it('leaves an entry of version 1 to the clients of version 1', () => {
  const entry = { scheme: 'exact', network: 'base', maxAmountRequired: '10000', asset: USDC, payTo: PAYEE };
  const extra = { name: 'USD Coin', version: '2' };
  const item = readCatalogItem({ url: URL, ...entry, maxTimeoutSeconds: 60, extra });

  expect(item).toMatchObject({
    value: { reading: { x402Version: 1, offers: [{ priceUsd: '0.01', payability: 'V1_ONLY', issues: [] }] } },
  });
});

it('takes offers for the price where there are some', () => {
  const offer = { scheme: 'exact', network: 'eip155:8453', amount: '1', asset: USDC, payTo: PAYEE };

  expect(read({ price: '$5', accepts: [offer] })).toMatchObject({ price: null, issues: [] });
});

it.each<[string, object, string]>([
  ['a decimal without a unit', { price: '0.05' }, '0.05'],
  ['x402’s word for what is not atomic', { amount: '0.001', network: 'eip155:8453', payTo: PAYEE }, '0.001'],
  ['a base rate', { pricing: { base_rate: '0.001', asset: 'USDC' } }, '{"base_rate":"0.001","asset":"USDC"}'],
  ['text that is more than a price', { price: `$1 ${'x'.repeat(200)}` }, `$1 ${'x'.repeat(97)}`],
])('names %s and reads no price', (_what, item, words) =>
  expect(read(item)).toMatchObject({ price: null, offers: [], issues: [['price-words-unclear', words]] }),
);

describe('other rails', () => {
  const mpp = (payment: object | null) =>
    read({ service: { id: 'a' }, endpoint: { method: 'GET', path: '/x', payment } });
  const charge = { intent: 'charge', method: 'tempo', currency: TEMPO_USD, decimals: 6, amount: '10000' };

  it.each<[string, object | null, readonly (string | null)[], string]>([
    ['null: free', null, ['FREE', '0', null, '0'], '0 by MPP'],
    ['a charge', charge, ['FIXED', '0.01', TEMPO_USD, null], `0.01 ${TEMPO_USD} by MPP`],
    [
      'so much a request',
      { ...charge, intent: 'session', unitType: 'request' },
      ['FIXED', '0.01', TEMPO_USD, null],
      `0.01 ${TEMPO_USD} by MPP`,
    ],
    [
      'cents',
      { ...charge, method: 'stripe', currency: 'usd', decimals: 2, amount: '50' },
      ['FIXED', '0.5', 'USD', '0.5'],
      '0.5 USD by MPP',
    ],
    [
      'a hint at the most',
      { ...charge, dynamic: true, amountHint: '$0.05-$3' },
      ['MAX', '3', 'USD', '3'],
      'at most 3 USD by MPP',
    ],
  ])('reads an endpoint of MPP: %s (nasty case 22)', (_what, payment, said, told) =>
    expect(mpp(payment)).toEqual({ price: said, offers: [], rail: 'MPP', issues: [['price-alone', told]] }),
  );

  it.each<[string, object]>([
    ['$0.12/hr', { dynamic: true, amountHint: '$0.12/hr' }],
    ['Varies', { dynamic: true, amountHint: 'Varies' }],
    ['Dynamic (~$0.01–$0.50)', { dynamic: true, amountHint: 'Dynamic (~$0.01–$0.50)' }],
    ['$0.025+ (scales with text length)', { dynamic: true, amountHint: '$0.025+ (scales with text length)' }],
    ['$0.006', { dynamic: true, amountHint: '$0.006' }],
  ])('takes the hint %j for no price (nasty case 22)', (hint, payment) =>
    expect(mpp({ ...charge, ...payment })).toEqual({
      ...{ price: null, offers: [], rail: 'MPP' },
      issues: [['price-words-unclear', hint]],
    }),
  );

  it('takes an amount a session for no price of a request (nasty case 22)', () => {
    expect(mpp({ ...charge, intent: 'session' })).toMatchObject({ price: null, rail: 'MPP' });
  });

  it('makes no offer of what another protocol asks', () => {
    expect(read({ protocol: 'L402', price_sats: 21, price_usd: null })).toEqual({
      ...price('FIXED', '0.00000021', 'BTC', null),
      rail: 'L402',
      issues: [['price-alone', '0.00000021 BTC by L402']],
    });
    expect(read({ protocols: ['mpp'], price: '0.01 USDC', network: 'base' })).toMatchObject({
      rail: 'MPP',
      offers: [],
    });
  });
});
