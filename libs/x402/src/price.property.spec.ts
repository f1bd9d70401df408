import fc from 'fast-check';
import { assets } from './assets/index.js';
import {
  canonicalDecimal,
  compareDecimals,
  decimalFromAtomic,
  multiplyDecimals,
  usdMicros,
} from './money/decimal.js';
import { findNetwork } from './networks/find-network.js';
import { readOffers } from './offer/read-offers.js';

const UINT256_MAX = 2n ** 256n - 1n;
const amounts = fc.oneof(fc.bigInt(0n, 10n ** 12n), fc.bigInt(0n, UINT256_MAX));

/** What an amount in whole units counts in the smallest: the inverse of printing it. */
const atomicOf = (amount: string | null, decimals: number) =>
  amount === null ? null : multiplyDecimals(amount, `1${'0'.repeat(decimals)}`);

const read = (network: string, asset: string, amount: string) => {
  const raw = { scheme: 'exact', network, asset, amount, payTo: 'x', maxTimeoutSeconds: 60 };
  const [offer] = readOffers([{ raw, x402Version: 2, unreadable: null, isRetold: false }]);
  if (offer === undefined) throw new Error('left out');
  return offer;
};

it('an amount printed in whole units times its decimals is the amount, whatever the decimals', () => {
  fc.assert(
    fc.property(amounts, fc.nat(36), (atomic, decimals) => {
      const printed = decimalFromAtomic(atomic, decimals);

      expect(atomicOf(printed, decimals)).toBe(atomic.toString());
      expect(canonicalDecimal(printed)).toBe(printed);
    }),
  );
});

const [withUnits, withDecimals] = [
  assets.filter(({ decimals }) => decimals !== null),
  assets.filter(({ decimals }) => decimals === null),
];

it('the amount of an offer in any asset we know times its decimals is what the seller wrote', () => {
  fc.assert(
    fc.property(fc.constantFrom(...withUnits), amounts, ({ network, address, decimals }, atomic) => {
      const { amount, amountAtomic } = read(network, address, atomic.toString());

      expect(amountAtomic).toBe(atomic);
      expect(atomicOf(amount, decimals ?? 0)).toBe(atomic.toString());
    }),
    { numRuns: 500 },
  );
});

it('an amount in an asset without a smallest unit is what the seller wrote', () => {
  fc.assert(
    fc.property(fc.constantFrom(...withDecimals), amounts, fc.nat(15), (asset, scaled, decimals) => {
      const written = decimalFromAtomic(scaled, decimals);
      const offer = read(asset.network, asset.address, written);

      expect(offer).toMatchObject({ amount: written, amountAtomic: null, amountRaw: written });
    }),
  );
});

it('a dollar price is the amount of dollars, and is indexed as the next micro dollar above', () => {
  const dollars = withUnits.filter(
    ({ network, pegCurrency }) => pegCurrency === 'USD' && findNetwork(network)?.environment === 'MAINNET',
  );
  fc.assert(
    fc.property(fc.constantFrom(...dollars), fc.bigInt(0n, 10n ** 24n), ({ network, address }, atomic) => {
      const { amount, priceUsd } = read(network, address, atomic.toString());
      const price = priceUsd ?? 'none';
      const micros = usdMicros(price);

      expect(price).toBe(amount);
      expect(micros === null).toBe(compareDecimals(price, '9007199254.740991') > 0);
      if (micros === null) return;
      expect(compareDecimals(decimalFromAtomic(micros, 6), price)).toBeGreaterThanOrEqual(0);
      expect(compareDecimals(decimalFromAtomic(micros - 1n, 6), price)).toBeLessThan(0);
    }),
  );
});
