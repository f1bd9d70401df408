import { readResource } from '@bazaar/x402';

import { aChallenge, aPaymentRequired } from '../../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { type FollowedOffers, followOffers, rememberOffers } from './follow-offers.js';
import { type OfferRecord, recordOffers } from './offer-record.js';

const START = Date.parse('2026-11-20T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PAYEES = [
  '0x209693Bc6afc0C5328bA36FaF03C514EF312287C',
  '0x5B38Da6a701c568545dCfcB03FcB875f56beddC4',
  '0xAb8483F64d9C6d1EcF9b849Ae677dD3315835cb2',
];

/** One good probe: when, at what price (atomic USDC), for whom. */
interface Sight {
  readonly at: number;
  readonly amount?: string;
  readonly payee?: number;
}

function offerOf({ at, amount = '10000', payee = 0 }: Sight): OfferRecord[] {
  const challenge = aChallenge({ accepts: [aRequirement({ amount, payTo: PAYEES[payee] })] });
  const url = 'https://api.example.com/weather';
  const read = readResource({ url, method: 'GET', answer: aPaymentRequired(challenge) });
  if (!read.ok) throw new Error(read.error);
  return recordOffers(read.value.offers, 'PROBED', new Date(START + at));
}

function follow(sights: readonly Sight[]): { last: FollowedOffers; offer: OfferRecord; points: string[] } {
  let known: FollowedOffers = { offers: [], facts: {}, hourly: [] };
  const points: string[] = [];
  for (const sight of sights) {
    known = followOffers(known, offerOf(sight), new Date(START + sight.at));
    points.push(
      ...known.hourly.map(({ offer, at }) => `${(at.getTime() - START) / HOUR}h ${offer.amountAtomic}`),
    );
  }
  return { last: known, offer: known.offers[0]!, points };
}

const codes = (offer: OfferRecord): string[] => offer.issues.map(({ code }) => code);
const every = (apart: number, count: number, sight: (index: number) => Partial<Sight>): Sight[] =>
  Array.from({ length: count }, (_, index) => ({ at: index * apart, ...sight(index) }));

describe('a price', () => {
  it('that stands still leaves nothing to remember', () => {
    const { last, offer } = follow(every(HOUR, 10, () => ({})));

    expect(last.facts).toEqual({});
    expect(offer).toMatchObject({ priceKind: 'FIXED', priceUsd: '0.01', priceUsdHigh30d: '0.01' });
  });

  it.each([
    ['three changes in a day', 6 * HOUR, 4, 'DYNAMIC'],
    ['three changes in exactly a day', 12 * HOUR, 4, 'DYNAMIC'],
    ['three changes in more than a day', 13 * HOUR, 4, 'FIXED'],
    ['two changes in a day', 6 * HOUR, 3, 'FIXED'],
  ])('with %s is %s', (_what, apart, probes, kind) => {
    const { offer } = follow(every(apart, probes, (index) => ({ amount: String(10_000 + index) })));

    expect(offer.priceKind).toBe(kind);
  });

  it('that moved is one again after a week of calm', () => {
    const moving = every(HOUR, 4, (index) => ({ amount: String(10_000 + index) }));
    const still = (at: number): Sight => ({ at, amount: '10003' });

    expect(follow([...moving, still(6 * DAY)]).offer.priceKind).toBe('DYNAMIC');
    expect(follow([...moving, still(6 * DAY), still(3 * HOUR + 7 * DAY)]).offer.priceKind).toBe('FIXED');
  });

  it('is capped by its dearest of 30 days', () => {
    const sights = [
      { at: 0, amount: '50000' },
      { at: DAY, amount: '90000' },
      { at: 2 * DAY, amount: '20000' },
    ];

    expect(follow(sights).offer.priceUsdHigh30d).toBe('0.09');
    expect(follow([...sights, { at: 31 * DAY, amount: '20000' }]).offer.priceUsdHigh30d).toBe('0.09');
    const later = follow([...sights, { at: 32 * DAY + 1, amount: '20000' }]);
    expect(later.offer.priceUsdHigh30d).toBe('0.02');
    expect(later.last.facts).toEqual({});
  });

  it('that moves has a low and a high point an hour, and no more', () => {
    const amounts = ['10000', '10001', '10002', '10003', '40000', '5000', '30000', '7000', '7001'];
    const { points } = follow(every(15 * MINUTE, amounts.length, (index) => ({ amount: amounts[index] })));

    // DYNAMIC from the third change on, in the first hour, whose only such sight is its low and its high.
    expect(points).toEqual(['0.75h 10003', '1h 40000', '1.25h 5000']);
  });
});

describe('a payee', () => {
  it('that is new is doubted until three probes over a day have seen it', () => {
    const changed = [{ at: 0 }, { at: HOUR, payee: 1 }];
    const doubts = (more: readonly number[]) =>
      codes(follow([...changed, ...more.map((at) => ({ at: HOUR + at, payee: 1 }))]).offer);

    expect(doubts([])).toEqual(['pay-to-changed']);
    expect(doubts([HOUR, 2 * HOUR, 3 * HOUR])).toEqual(['pay-to-changed']);
    expect(doubts([DAY])).toEqual(['pay-to-changed']);
    expect(doubts([HOUR, DAY])).toEqual([]);
    expect(follow(changed).offer.issues[0]?.detail).toBe(`was ${PAYEES[0]}`);
  });

  it('that changes back is doubted anew', () => {
    const { offer } = follow([{ at: 0 }, { at: HOUR, payee: 1 }, { at: 2 * HOUR, payee: 0 }]);

    expect(codes(offer)).toEqual(['pay-to-changed']);
  });

  it('of three in six probes is dynamic: shown as it was first, without alarm', () => {
    const sights = every(HOUR, 8, (index) => ({ payee: index % 3 }));

    const { offer } = follow(sights);

    expect(codes(offer)).toEqual(['pay-to-dynamic']);
    expect(offer.payTo).toBe(follow(sights.slice(0, 3)).offer.payTo);
  });

  it('of two in turn is not', () => {
    const { offer } = follow(every(HOUR, 8, (index) => ({ payee: index % 2 })));

    expect(codes(offer)).toEqual(['pay-to-changed']);
  });

  it('that has settled is one again', () => {
    const settled = every(HOUR, 6, (index) => ({ at: (20 + index * 12) * HOUR, payee: 1 }));
    const { offer, last } = follow([...every(HOUR, 8, (index) => ({ payee: index % 3 })), ...settled]);

    expect(codes(offer)).toEqual([]);
    expect(offer.payTo).toBe(PAYEES[1]);
    expect(last.facts).toEqual({});
  });
});

it('remembers what was found when an answer is read anew, and counts nothing', () => {
  const { last } = follow(every(HOUR, 4, (index) => ({ amount: String(10_000 + index), payee: index % 3 })));

  const read = rememberOffers(last, offerOf({ at: 3 * HOUR, amount: '10003' }));

  expect(read).toEqual(last.offers.map((offer) => ({ ...offer, raw: read[0]?.raw })));
});
