import fc from 'fast-check';
import { compareDecimals, decimalFromAtomic, parseUsdCap, usdMicros } from './decimal.js';

it.each([
  [10000n, 6, '0.01'],
  [0n, 6, '0'],
  [100n, 6, '0.0001'],
  [2_950_000_000n, 6, '2950'],
  [1n, 18, '0.000000000000000001'],
  [1_500_000n, 6, '1.5'],
  [42n, 0, '42'],
  [10n ** 77n, 30, '1' + '0'.repeat(47)],
])('%s at %s decimals is %s', (atomic, decimals, text) =>
  expect(decimalFromAtomic(atomic, decimals)).toBe(text),
);

it.each([
  ['0.01', 10000n],
  ['0', 0n],
  ['0.0000001', 1n],
  ['0.0000010', 1n],
  ['0.0000011', 2n],
  ['9007199254.740991', 2n ** 53n - 1n],
  ['9007199254.740992', null],
  ['not a price', null],
  ['-1', null],
])('%s is %s micro dollars', (text, micros) => expect(usdMicros(text)).toBe(micros));

it.each([
  ['0', 0n],
  ['0.05', 50000n],
  ['1', 1_000_000n],
  ['0.000001', 1n],
  ['0.0000001', null],
  ['-1', null],
  ['1e3', null],
  ['$1', null],
  ['', null],
  ['1.', null],
  ['.5', null],
  [' 1', null],
  ['NaN', null],
])('the cap %j is %s', (text, micros) => expect(parseUsdCap(text)).toBe(micros));

it.each([
  ['0.01', '0.010', 0],
  ['0.1', '0.09', 1],
  ['9', '10', -1],
  ['-1', '0', -1],
] as const)('%s against %s is %s', (a, b, order) => expect(compareDecimals(a, b)).toBe(order));

it('passes a cap exactly where the price itself would', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 20n), fc.bigInt(0n, 10n ** 8n), (atomic, capMicros) => {
      const price = decimalFromAtomic(atomic, 18);
      const cap = decimalFromAtomic(capMicros, 6);
      const micros = usdMicros(price);
      expect(micros !== null && micros <= (parseUsdCap(cap) ?? -1n)).toBe(compareDecimals(price, cap) <= 0);
    }),
  );
});
