import fc from 'fast-check';
import { goodOffer } from '../../../test/builders/arbitrary-wire.js';
import { type Offer } from './model.js';
import { compareDecimals } from './money/decimal.js';
import { readOffers } from './offer/read-offers.js';

const read = (raws: readonly unknown[]): readonly Offer[] =>
  readOffers(raws.map((raw) => ({ raw, x402Version: 2, unreadable: null, isRetold: false })));
const keys = (raws: readonly unknown[]) => read(raws).map(({ key }) => key);

/** What two offers agree in where nothing but their amount and payee tells them apart. */
const wayOf = ({ network, asset, scheme, paymentFlow, transferMethod }: Offer) =>
  JSON.stringify([network, asset, scheme, paymentFlow, transferMethod]);
const tieOf = (offer: Offer) => JSON.stringify([wayOf(offer), offer.amountRaw, offer.payTo]);

/** Half of them with an amount out of a few, so that ranks and ties matter. */
const offersOf = (...amounts: readonly string[]) =>
  fc.array(
    fc
      .tuple(goodOffer, fc.constantFrom(...amounts), fc.boolean())
      .map(([offer, amount, keeps]) => (keeps ? offer : { ...offer, amount })),
    { maxLength: 12 },
  );
/** The last two are amounts that nobody can read. */
const offers = offersOf('1', '2', '010', '10', '$0.10', '$0.20');

it('an offer keeps its key in whatever order the offers come, full ties aside', () => {
  fc.assert(
    fc.property(
      offers.chain((raws) =>
        fc.tuple(fc.constant(raws), fc.shuffledSubarray(raws, { minLength: raws.length })),
      ),
      ([raws, shuffled]) => {
        const keysOf = (found: readonly Offer[]) =>
          found.map((offer) => JSON.stringify([tieOf(offer), offer.key])).sort();

        expect(keysOf(read(shuffled))).toEqual(keysOf(read(raws)));
      },
    ),
  );
});

it('an offer keeps its key under any change of prices that keeps the order of amounts among equals', () => {
  const rise = fc.array(fc.bigInt(0n, 10n ** 12n), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(offersOf('1', '2', '3'), rise, (raws, steps) => {
      expect(keys(repriced(raws, steps))).toEqual(keys(raws));
    }),
  );
});

it('no two offers have one key', () => {
  fc.assert(
    fc.property(offers, (raws) => {
      expect(new Set(keys(raws)).size).toBe(raws.length);
    }),
  );
});

/** New amounts for all: what was equal stays equal, what was more stays more, by steps that may be any. */
function repriced(raws: readonly Record<string, unknown>[], steps: readonly bigint[]): readonly unknown[] {
  const amounts = raws.map((raw) => String(raw.amount));
  const sorted = [...new Set(amounts)].sort(compareDecimals);
  const prices = new Map<string, string>();
  let price = 0n;
  sorted.forEach((amount, rank) => {
    price += (steps[rank] ?? 0n) + (rank === 0 ? 0n : 1n);
    prices.set(amount, price.toString());
  });
  return raws.map((raw, at) => ({ ...raw, amount: prices.get(amounts[at] ?? '') }));
}
