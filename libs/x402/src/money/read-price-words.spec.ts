import fc from 'fast-check';
import { decimalFromAtomic, usdMicros } from './decimal.js';
import { readPriceWords, type PriceContext } from './read-price-words.js';

const BASE = 'eip155:8453';
const USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
const NOTHING: PriceContext = { unit: null, network: null, asset: null };

const read = (value: unknown, context: Partial<PriceContext> = {}) => {
  const price = readPriceWords(value, { ...NOTHING, ...context });
  if (!price.ok) return price.error;
  const { priceKind, amount, currency, amountAtomic, priceUsd } = price.value;
  return { priceKind, amount, currency, amountAtomic, priceUsd };
};
const dollars = (amount: string, priceKind = 'FIXED') => ({
  ...{ priceKind, amount, currency: 'USD', amountAtomic: null, priceUsd: amount },
});
const usdc = (amount: string, amountAtomic: bigint | null, priceKind = 'FIXED') => ({
  ...{ priceKind, amount, currency: 'USDC', amountAtomic, priceUsd: amount },
});

describe('price dialects of manifests (nasty case 21)', () => {
  it.each<[string, unknown, Partial<PriceContext>, unknown]>([
    ['dollars in words', '$0.10', {}, dollars('0.1')],
    ['dollars with zeros', '$0.005000', { network: BASE }, dollars('0.005')],
    [
      'a number, where the document names the token',
      0.06,
      { network: BASE, asset: 'USDC' },
      usdc('0.06', 60_000n),
    ],
    [
      'a number of atomic units',
      10000,
      { unit: 'ATOMIC', network: BASE, asset: USDC },
      usdc('0.01', 10_000n),
    ],
    ['a token in words', '0.0001 USDC', { network: 'base' }, usdc('0.0001', 100n)],
    ['no dollars', '0 USD', {}, dollars('0', 'FREE')],
    [
      'amount and asset: atomic',
      { amount: '5000', asset: 'USDC', assetAddress: USDC, network: BASE },
      {},
      usdc('0.005', 5000n),
    ],
    ['currency and a fraction: decimal', { currency: 'USD', amount: '0.02' }, {}, dollars('0.02')],
    [
      'currency and a fraction of a token',
      { amount: '0.50', currency: 'USDC', network: 'base' },
      {},
      usdc('0.5', 500_000n),
    ],
    ['the most, with a remark', 'up to $0.10 (billed by usage, ~$0.003-$0.015)', {}, dollars('0.1', 'MAX')],
    [
      'a fraction of the token that is named beside',
      '0.00375',
      { network: 'base', asset: 'USDC' },
      usdc('0.00375', 3750n),
    ],
    ['x402scan, fixed', { mode: 'fixed', currency: 'USD', amount: '5' }, {}, dollars('5')],
    [
      'x402scan, dynamic',
      { mode: 'dynamic', currency: 'USD', min: '0.01', max: '0.50' },
      {},
      dollars('0.5', 'MAX'),
    ],
    ['a number beside its currency', { amount: 0.005, currency: 'USD', model: 'flat' }, {}, dollars('0.005')],
    ['all in one line', '`$0.05 USDC` on Base Mainnet (`eip155:8453`)', {}, usdc('0.05', 50_000n)],
    ['per call', '$0.01 per call', {}, dollars('0.01')],
    ['per request', '$0.01/request', {}, dollars('0.01')],
    ['a plain range', '$0.05-$3', {}, dollars('3', 'MAX')],
    [
      'satoshi by the name of the field',
      21,
      { unit: { money: 'BTC', places: 8 } },
      { ...dollars('0.00000021'), currency: 'BTC', priceUsd: null },
    ],
    ['another currency', '0.10 EUR', {}, { ...dollars('0.1'), currency: 'EUR', priceUsd: null }],
    ['a token, where no network is named', '0.01 USDC', {}, { ...usdc('0.01', null), priceUsd: null }],
    ['test money', '$0.002', { network: 'base-sepolia' }, { ...dollars('0.002'), priceUsd: null }],
    ['less than the token can count', '0.0000001 USDC', { network: BASE }, usdc('0.0000001', null)],
  ])('reads %s', (_what, value, context, expected) => expect(read(value, context)).toEqual(expected));

  it.each<[string, unknown, Partial<PriceContext>]>([
    ['a number that may be dollars or anything', 0.06, {}],
    ['digits that may be dollars or millionths', '10000', { network: BASE, asset: 'USDC' }],
    [
      'digits beside a currency that is also written with a fraction',
      { amount: '1000000', currency: 'USDC', network: BASE },
      {},
    ],
    ['digits that may be dollars or cents', { amount: 500, currency: 'USD' }, {}],
    ['a fraction of a token that floats', '0.01', { network: 'eip155:1', asset: 'WETH' }],
    [
      'a fraction of atomic units',
      '0.5',
      { unit: 'ATOMIC', network: 'eip155:1', asset: '0x'.padEnd(42, '1') },
    ],
    ['atomic units of nothing', '10000', { unit: 'ATOMIC' }],
    [
      'a currency nobody knows',
      { mode: 'fixed', currency: 'CREDITS', amount: '0.05' },
      { network: BASE, asset: 'USDC' },
    ],
    ['credits', '2 credits', {}],
    ['dollars of another token', '$0.05 XRP', {}],
    ['no least amount', { mode: 'dynamic', currency: 'USD', min: '0.01' }, {}],
    ['an amount alone', { amount: '0.02', description: 'Token safety' }, {}],
    ['a range that runs backwards', '$3-$0.05', {}],
    ['below nothing', -1, {}],
    ['less than any unit', 5e-324, { unit: { money: 'USD', places: 0 } }],
    ['more than is exact', 1e300, { unit: { money: 'USD', places: 0 } }],
    ['words whose end is far away', `$0.10${' '.repeat(100)}/hr`, {}],
    ['nothing at all', null, {}],
    ['a list', ['$0.10'], {}],
  ])('refuses %s', (_what, value, context) => expect(read(value, context)).toBe('price-words-unclear'));
});

it.each([
  'Dynamic (~$0.01–$0.50)',
  '$0.12/hr',
  '$0.025+ (scales with text length)',
  'Varies',
  '~$0.001',
  '$0.03 ($0.12 with refresh)',
  '$0.09 (basic) / $0.16 (advanced)',
  '$0.008-$0.043/person',
  'Token dependent (~$0.003–$0.005)',
])('refuses the hint %j (nasty case 22)', (hint) => expect(read(hint)).toBe('price-words-unclear'));

describe('exactness', () => {
  it.each([
    [0.00011, '0.00011'],
    [1e-7, '0.0000001'],
    [2950, '2950'],
    [0.1 + 0.2, '0.30000000000000004'],
  ])('reads the number %d by its shortest text', (value, amount) =>
    expect(read(value, { unit: { money: 'USD', places: 0 } })).toMatchObject({ amount }),
  );

  it('keeps tiny prices above nothing, whole and compared (nasty case 20)', () => {
    expect(read('$0.0001')).toEqual(dollars('0.0001'));
    expect(read('0.00375', { asset: 'USDC' })).toMatchObject({ amount: '0.00375', currency: 'USDC' });
    expect(read(100, { unit: 'ATOMIC', network: BASE, asset: USDC })).toEqual(usdc('0.0001', 100n));
    expect(usdMicros('0.0001')).toBe(100n);
    expect(usdMicros('0.00375')).toBe(3750n);
  });

  it('reads an amount in any dialect as the same number of atomic units', () => {
    const at = { network: BASE, asset: USDC };

    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 15n), (atomic) => {
        const decimal = decimalFromAtomic(atomic, 6);
        const dialects = [
          read(atomic.toString(), { ...at, unit: 'ATOMIC' }),
          read({ amount: atomic.toString(), asset: USDC }, at),
          read(`${decimal} USDC`, at),
          read(`$${decimal} USDC`, at),
          read(decimal, { ...at, unit: { money: 'USDC', places: 0 } }),
          read(atomic.toString(), { ...at, unit: { money: 'USDC', places: 6 } }),
        ];
        for (const dialect of dialects) expect(dialect).toEqual(usdc(decimal, atomic));
      }),
    );
  });

  it('never throws, whatever is written', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom<PriceContext['unit']>(null, 'ATOMIC'), (value, unit) => {
        expect(() => read(value, { unit, network: BASE, asset: USDC })).not.toThrow();
      }),
    );
  });
});
