import { type Rates } from '@bazaar/x402';

import { admitRates } from './admit-rates.js';

const NOW = new Date('2026-11-20T16:00:00Z');
const of = (date: string, usdPerUnit: Record<string, string> = {}): Rates => ({
  date,
  usdPerUnit: { EUR: '1.1', JPY: '0.0065', GBP: '1.3', ...usdPerUnit },
});
const admit = (newest: Rates | null, rates: Rates) => admitRates(newest, rates, NOW);

it.each<[string, Rates | null, Rates]>([
  ['the first rates', null, of('2026-11-20')],
  ['the next day', of('2026-11-19'), of('2026-11-20')],
  ['what moved by a fifth', of('2026-11-19'), of('2026-11-20', { EUR: '1.32' })],
  ['what fell to five sixths', of('2026-11-19', { EUR: '1.32' }), of('2026-11-20')],
  ['what moved by half in three days', of('2026-11-17'), of('2026-11-20', { JPY: '0.00975' })],
  ['a currency that is new', of('2026-11-19'), of('2026-11-20', { CHF: '1.1' })],
  ['a day that has begun in the east alone', of('2026-11-19'), of('2026-11-21')],
])('%s may price the catalogue', (_what, newest, rates) => expect(admit(newest, rates)).toBe('newer'));

it('a currency that is left out takes nobody with it', () => {
  const { EUR = '', GBP = '' } = of('2026-11-20').usdPerUnit;

  expect(admit(of('2026-11-19'), { date: '2026-11-20', usdPerUnit: { EUR, GBP } })).toBe('newer');
});

it('a day that is known is no news, whatever it says by now', () => {
  expect(admit(of('2026-11-19'), of('2026-11-19', { EUR: '9' }))).toBe('same');
});

it.each<[string, Rates | null, Rates, string]>([
  ['an older day', of('2026-11-19'), of('2026-11-18'), '2026-11-18 is older than 2026-11-19'],
  ['a day to come', null, of('2026-11-22'), '2026-11-22 is still to come'],
  [
    'a rate that jumps',
    of('2026-11-19'),
    of('2026-11-20', { EUR: '1.3201' }),
    'EUR moved from 1.1 to 1.3201 dollars in 1 day',
  ],
  [
    'a rate that falls',
    of('2026-11-18'),
    of('2026-11-20', { GBP: '0.9' }),
    'GBP moved from 1.3 to 0.9 dollars in 2 days',
  ],
  [
    'a rate whose point has moved, after a year',
    of('2025-11-20'),
    of('2026-11-20', { JPY: '0.65' }),
    'JPY moved from 0.0065 to 0.65 dollars in 365 days',
  ],
  [
    'rates of which most are gone',
    of('2026-11-19'),
    { date: '2026-11-20', usdPerUnit: { EUR: '1.1' } },
    'it leaves out JPY, GBP',
  ],
])('%s may not', (_what, newest, rates, refused) => expect(admit(newest, rates)).toEqual({ refused }));
