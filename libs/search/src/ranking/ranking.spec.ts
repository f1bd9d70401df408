import fc from 'fast-check';

import { aDocument, anOffer } from '../../../../test/builders/search-document.js';
import { FEATURES, type Judged, reasonsOf, scoreOf } from './features.js';
import { compileWishes } from './preferences.js';
import { rank } from './rank.js';
import { assignRounds } from './rounds.js';

const at = new Date('2026-01-08T00:00:00Z');
const wishes = compileWishes({ networks: ['base'], avoidNetworks: ['eip155:*'], assets: ['USDC'] });

const judged: fc.Arbitrary<Judged> = fc
  .record({
    relevance: fc.double({ min: 0, max: 1, noNaN: true }),
    quality: fc.double({ min: 0, max: 1, noNaN: true }),
    consecutiveFailures: fc.nat(100),
    lastOkAt: fc.option(fc.date({ noInvalidDate: true })),
    uptime: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ relevance, ...facts }) => ({
    relevance,
    facts: aDocument({ id: 'a', ...facts }),
    offer: anOffer({}),
    wishes,
    at,
  }));

it('explains every score exactly, in any order of adding', () => {
  fc.assert(
    fc.property(judged, (one) => {
      const why = reasonsOf(one);
      const forth = why.reduce((sum, { contribution }) => sum + contribution, 0);
      const back = why.reduceRight((sum, { value, weight }) => sum + value * weight, 0);

      expect([forth, back]).toEqual([scoreOf(one), scoreOf(one)]);
    }),
  );
});

it.each(FEATURES)('the weight of $name is a multiple of 1/64', ({ weight }) =>
  expect(Number.isInteger(weight * 64)).toBe(true),
);

it('weighs freshness by the time it is given, not by now', () => {
  const facts = aDocument({ id: 'a', lastOkAt: new Date('2026-01-01T00:00:00Z') });
  const fresh = reasonsOf({ relevance: 0, facts, offer: null, wishes, at }).find(
    ({ feature }) => feature === 'freshness',
  );

  expect(fresh?.value).toBe(0.5);
});

it.each([
  ['always up', { uptime: 1 }, 1, 'LISTED, up 100 % of 30 days, 0 failures in a row'],
  ['up half of the time', { uptime: 0.5 }, 0.5, 'LISTED, up 50 % of 30 days, 0 failures in a row'],
  ['nearly always up', { uptime: 0.9999 }, 1, 'LISTED, up 99 % of 30 days, 0 failures in a row'],
  ['never judged', { uptime: null }, 1, 'LISTED, never judged, 0 failures in a row'],
  [
    'failing now',
    { uptime: 0.5, consecutiveFailures: 1 },
    0.25,
    'LISTED, up 50 % of 30 days, 1 failures in a row',
  ],
])('weighs health by what 30 days of probes showed: %s', (_what, change, value, note) => {
  const facts = aDocument({ id: 'a', ...change });

  expect(reasonsOf({ relevance: 0, facts, offer: null, wishes, at })).toContainEqual(
    expect.objectContaining({ feature: 'health', value, note }),
  );
});

describe('rounds', () => {
  const sold = (origin: string, payTo: string) => ({ origin, offer: { payTo } });
  const payee = (n: number) => `0x${String(n).padStart(40, '0')}`;
  const none = { origins: [], payTo: undefined };

  it.each([
    ['one origin', [sold('a', payee(1)), sold('a', payee(2)), sold('a', payee(3))], 2, none, [0, 0, 1]],
    ['one payee', [sold('a', payee(1)), sold('b', payee(1)), sold('c', payee(1))], 1, none, [0, 1, 2]],
    [
      'builds of one service, each on a host of its own (nasty case 11)',
      ['954d4ca-234304', 'f40d974-230753'].map((build) =>
        sold(`https://blockrun-staging-${build}.run.app`, payee(1)),
      ),
      1,
      none,
      [0, 1],
    ],
    ['a role is another at each origin', [sold('a', 'merchant'), sold('b', 'merchant')], 1, none, [0, 0]],
    [
      'a named origin',
      [sold('a', payee(1)), sold('a', payee(2))],
      1,
      { origins: ['a'], payTo: undefined },
      [0, 0],
    ],
    [
      'a named payee',
      [sold('a', payee(1)), sold('b', payee(1))],
      1,
      { origins: [], payTo: payee(1) },
      [0, 0],
    ],
    [
      'no offer',
      [
        { origin: 'a', offer: null },
        { origin: 'b', offer: null },
      ],
      1,
      none,
      [0, 0],
    ],
  ])('%s', (_what, hits, perRound, named, rounds) => {
    expect(assignRounds(hits, perRound, named)).toEqual(rounds);
  });

  it('lose nobody', () => {
    const candidates = Array.from({ length: 50 }, (_, n) => {
      const facts = aDocument({ id: `n${n}`, origin: `https://o${n % 3}.example` });
      return { listingId: facts.id, relevance: 0.5, offerKeys: ['one'], facts };
    });

    const ranked = rank(candidates, { sort: 'RELEVANCE', wishes, at, perOriginMax: 3, named: none });

    expect(new Set(ranked.map(({ listingId }) => listingId)).size).toBe(50);
  });
});
