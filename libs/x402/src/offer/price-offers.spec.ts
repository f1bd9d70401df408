import fc from 'fast-check';
import { isRated, priceOffers, type Rates } from '../index.js';
import { type Offer } from '../model.js';
import { currencyDecimals } from '../money/currencies.data.js';
import { canonicalDecimal, compareDecimals, decimalFromAtomic, multiplyDecimals } from '../money/decimal.js';
import { readOffers } from './read-offers.js';

const RATES: Rates = {
  date: '2026-11-20',
  usdPerUnit: { EUR: '1.0825', JPY: '0.0065', BTC: '91234.5', XRP: '2.1', KWD: '3.25', CHF: 'x', GBP: '0' },
};

function read(network: string, asset: string, amount: string, extra: object = {}): Offer {
  const raw = { scheme: 'exact', network, asset, amount, payTo: 'merchant', maxTimeoutSeconds: 60, extra };
  const [offer] = readOffers([{ raw, x402Version: 2, unreadable: null, isRetold: false }]);
  if (offer === undefined) throw new Error('left out');
  return offer;
}
const priced = (offer: Offer): Offer => priceOffers([offer], RATES)[0]!;

it.each<[string, Offer, Partial<Offer>]>([
  [
    'cents',
    read('cloudflare:402', 'usd', '1'),
    { asset: 'USD', amount: '0.01', priceUsd: '0.01', rateDate: null },
  ],
  [
    'euro cents',
    read('sepa:eu', 'EUR', '250'),
    { amount: '2.5', priceUsd: '2.70625', rateDate: '2026-11-20' },
  ],
  ['yen', read('card:discover', 'JPY', '100'), { amount: '100', priceUsd: '0.65' }],
  ['fils', read('card:visa', 'KWD', '1500'), { amount: '1.5', priceUsd: '4.875' }],
  [
    'a token pegged to the euro',
    read('ccd:9dd9ca4d19e9393877d2c44b70f89acb', 'EURR', '1000000'),
    { priceUsd: '1.0825' },
  ],
  [
    'millisatoshi',
    read('lightning:mainnet', 'BTC', '21000'),
    { amount: '0.00000021', priceUsd: '0.019159245' },
  ],
  ['drops', read('xrpl:0', 'XRP', '1'), { amount: '0.000001', priceUsd: '0.0000021' }],
  [
    'an issued currency',
    read('xrpl:0', '524C555344000000000000000000000000000000', '010.50', {
      issuer: 'rMwjYedjc7qqtKYVLiAccJSmCwih4LnE2q',
    }),
    { amountAtomic: null, amountRaw: '010.50', amount: '10.5', priceUsd: '10.5', priceKind: 'FIXED' },
  ],
  [
    'an issued currency we do not know',
    read('xrpl:0', 'USD', '10.5', { issuer: 'rN7n7otQDd6FczFgLdSqtcsAUxDkw6fzRH' }),
    { amount: '10.5', priceUsd: null },
  ],
  ['thirty decimals', read('nano:mainnet', 'XNO', '1'), { amount: `0.${'0'.repeat(29)}1`, priceUsd: null }],
  ['seven decimals', read('stellar:pubnet', 'USDC', '1'), { amount: '0.0000001', priceUsd: '0.0000001' }],
  [
    'a price that is not told',
    read('cloudflare:402', 'USD', ''),
    { amount: null, priceUsd: null, priceKind: 'UNKNOWN' },
  ],
  ['test money', read('xrpl:1', 'XRP', '1000000'), { amount: '1', priceUsd: null, rateDate: null }],
  ['no rate', read('card:visa', 'SEK', '100'), { amount: '1', priceUsd: null, rateDate: null }],
  ['a rate that is none', read('card:visa', 'CHF', '100'), { amount: '1', priceUsd: null }],
  ['a rate of nothing', read('card:visa', 'GBP', '100'), { amount: '1', priceUsd: null }],
  [
    'a currency named like a field',
    read('card:visa', 'constructor', '100'),
    { amount: null, priceUsd: null },
  ],
])('prices %s', (_what, offer, expected) => expect(priced(offer)).toMatchObject(expected));

it('leaves dollars alone, and prices anew by newer rates', () => {
  const dollars = read('cloudflare:402', 'USD', '1');
  const euros = priced(read('sepa:eu', 'EUR', '100'));

  expect(priced(dollars)).toBe(dollars);
  expect(priceOffers([euros], { date: '2026-11-21', usdPerUnit: { EUR: '2' } })).toMatchObject([
    { priceUsd: '2', rateDate: '2026-11-21' },
  ]);
  expect(priceOffers([euros], { date: '2026-11-21', usdPerUnit: {} })[0]?.priceUsd).toBeNull();
});

it('keeps the price of a later day', () => {
  const euros = priced(read('sepa:eu', 'EUR', '100'));

  expect(priceOffers([euros], { date: '2026-11-19', usdPerUnit: { EUR: '2' } })).toEqual([euros]);
});

it.each([
  ['a currency', 'card:visa', 'EUR', true],
  ['a coin', 'xrpl:0', 'XRP', true],
  ['a currency without a rate', 'card:visa', 'SEK', false],
  ['the dollar, which needs none', 'card:visa', 'USD', false],
  ['a dollar token', 'eip155:8453', '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913', false],
  ['a token nobody knows', 'eip155:8453', '0x52908400098527886E0F7030069857D2E4169EE7', false],
])('knows whether there is a rate for %s', (_what, network, asset, expected) =>
  expect(isRated(network, asset, RATES)).toBe(expected),
);

it('names an absurd price, once', () => {
  const offer = priced(priced(read('lightning:mainnet', 'BTC', '9'.repeat(30))));

  expect(offer.issues.filter(({ code }) => code === 'price-absurd')).toHaveLength(1);
});

it.each([
  ['USD', 2],
  ['JPY', 0],
  ['BHD', 3],
  ['USDC', null],
  ['', null],
])('%s has %s decimals', (code, decimals) => expect(currencyDecimals(code)).toBe(decimals));

describe('exact decimals', () => {
  const atomic = fc.bigInt(0n, 2n ** 256n - 1n);
  const scale = fc.integer({ min: 0, max: 40 });

  it('come back as the atomic amount they were made of', () => {
    fc.assert(
      fc.property(atomic, scale, (amount, decimals) => {
        const text = decimalFromAtomic(amount, decimals);
        expect(multiplyDecimals(text, `1${'0'.repeat(decimals)}`)).toBe(amount.toString());
        expect(canonicalDecimal(text)).toBe(text);
      }),
    );
  });

  it('multiply as whole numbers do', () => {
    fc.assert(
      fc.property(atomic, scale, fc.bigInt(0n, 10n ** 20n), scale, (a, aScale, b, bScale) => {
        const product = multiplyDecimals(decimalFromAtomic(a, aScale), decimalFromAtomic(b, bScale));
        expect(compareDecimals(product ?? '', decimalFromAtomic(a * b, aScale + bScale))).toBe(0);
      }),
    );
  });

  it.each(['', '.5', '1.', '-1', '+1', '1e3', ' 1', '0x1', '1,5', '9'.repeat(81)])('%j is none', (text) =>
    expect(canonicalDecimal(text)).toBeNull(),
  );
});
