import fc from 'fast-check';
import {
  brokenOffer,
  goodOffer,
  hostileChallenge,
  hostileJson,
} from '../../../test/builders/arbitrary-wire.js';
import { aRequirement } from '../../../test/builders/a-requirement.js';
import { type Offer } from './model.js';
import { readResource } from './index.js';

const url = 'https://a.example/a';
const asHeader = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

const goodOffers = fc.array(goodOffer, { minLength: 1, maxLength: 4 });

/** What is hostile beside the good ones, and where: each pair goes in before the good offer of that number. */
const neighbours = fc.array(fc.tuple(fc.oneof(hostileJson, brokenOffer), fc.nat(4)), {
  minLength: 1,
  maxLength: 12,
});

function readOffersOf(version: 1 | 2, accepts: readonly unknown[]): readonly Offer[] {
  const challenge = { x402Version: version, accepts };
  const read = readResource({
    url,
    method: 'GET',
    answer:
      version === 2
        ? { status: 402, headers: { 'PAYMENT-REQUIRED': asHeader(challenge) }, body: '{}' }
        : { status: 402, headers: {}, body: JSON.stringify(challenge) },
  });
  return read.ok ? read.value.offers : [];
}

function amidst(
  good: readonly unknown[],
  hostile: readonly (readonly [unknown, number])[],
): readonly unknown[] {
  const before = (at: number) =>
    hostile.filter(([, place]) => Math.min(place, good.length) === at).map(([raw]) => raw);
  return [...good.flatMap((raw, at) => [...before(at), raw]), ...before(good.length)];
}

/** All but the key, which counts how many equals are cheaper. */
const withoutRank = ({ key: _key, ...offer }: Offer) => offer;

it.each([1, 2] as const)(
  'no offer of version %i is lost, or changed, by what stands beside it',
  (version) => {
    fc.assert(
      fc.property(goodOffers, neighbours, (good, hostile) => {
        const alone = readOffersOf(version, good);
        const written = new Set(good.map((raw) => JSON.stringify(raw)));
        // Beside null no official client pays anything: every offer is then judged by that.
        const others = hostile.filter(([raw]) => raw !== null && !written.has(JSON.stringify(raw)));
        const beside = readOffersOf(version, amidst(good, others));

        // With the neighbours taken out again, what is left is what was there without them, in its order.
        const kept = beside.filter(({ raw }) => written.has(JSON.stringify(raw)));
        expect(alone).toHaveLength(good.length);
        expect(kept.map(withoutRank)).toEqual(alone.map(withoutRank));
      }),
      { numRuns: 150 },
    );
  },
);

it('a hostile header does not sink the offers of a body', () => {
  fc.assert(
    fc.property(goodOffers, fc.oneof(hostileChallenge, hostileJson), (good, header) => {
      fc.pre(!saysHowToPay(header));
      const read = readResource({
        url,
        method: 'GET',
        answer: {
          status: 402,
          headers: { 'PAYMENT-REQUIRED': asHeader(header) },
          body: JSON.stringify({ x402Version: 2, accepts: good }),
        },
      });

      expect(read.ok && read.value.offers.map(({ raw }) => raw)).toEqual(good);
    }),
    {
      numRuns: 150,
      examples: [[[aRequirement()], { x402Version: 2, accepts: [null], resource: {}, extensions: {} }]],
    },
  );
});

/** A header that names a way to pay counts before the body, however odd that way is. */
function saysHowToPay(header: unknown): boolean {
  const alone = readResource({
    url,
    method: 'GET',
    answer: { status: 402, headers: { 'PAYMENT-REQUIRED': asHeader(header) }, body: '' },
  });
  return alone.ok;
}
