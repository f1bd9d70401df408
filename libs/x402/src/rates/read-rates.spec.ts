import { readFileSync } from 'node:fs';

import fc from 'fast-check';

import { aRatesDocument } from '../../../../test/builders/a-rates-document.js';
import { readRates } from './read-rates.js';

const PUBLISHED = readFileSync('test/fixtures/rates/eurofxref-daily.xml', 'utf8');
const day = (perEuro: Record<string, string>, date = '2026-11-20') => aRatesDocument(date, perEuro);
const GOOD = day({ USD: '1.1', JPY: '165' });

describe("the European Central Bank's document of a day", () => {
  const read = readRates(PUBLISHED);
  const rates = read.ok ? read.value : null;

  it('is read whole: its day, the euro, and 29 currencies besides the dollar', () => {
    expect(rates?.date).toBe('2024-06-28');
    expect(Object.keys(rates?.usdPerUnit ?? {})).toHaveLength(30);
    expect(rates?.usdPerUnit).not.toHaveProperty('USD');
  });

  it.each([
    ['EUR', '1.0705'],
    ['JPY', '0.00622600907293'],
    ['GBP', '1.26479831754'],
    ['IDR', '0.0000612161688457'],
    ['BGN', '0.547346354433'],
  ])('says what a unit of %s is worth in dollars, to 12 digits', (currency, usd) =>
    expect(rates?.usdPerUnit[currency]).toBe(usd),
  );
});

it.each([
  ['a half is rounded to the even neighbour below', '1.000000000005', '1', '1'],
  ['a half is rounded to the even neighbour above', '1.000000000015', '1', '1.00000000002'],
  ['what ends is not rounded', '1.2', '0.5', '2.4'],
  ['what is rounded up to one digit more', '1.999999999999', '2', '1'],
])('%s', (_what, usd, rate, expected) =>
  expect(readRates(day({ USD: usd, CHF: rate }))).toMatchObject({
    ok: true,
    value: { usdPerUnit: { CHF: expected } },
  }),
);

it.each([
  ['nothing', '', 'not-xml'],
  ['a page of HTML', '<!DOCTYPE html><html><body>Maintenance</body></html>', 'not-xml'],
  ['JSON', '{"rates":{"USD":1.1}}', 'not-xml'],
  ['another XML', '<rss><channel/></rss>', 'not-rates'],
  ['a document that is cut off', PUBLISHED.slice(0, 1_500), 'not-xml'],
  ['one that goes on', `${GOOD}<more/>`, 'not-xml'],
  ['one of its tags closed as another', GOOD.replace('</Cube>', '</Cubes>'), 'not-xml'],
  ['an entity', GOOD.replace('Reference', '&ref;'), 'not-xml'],
  ['a document type', GOOD.replace('<gesmes:Env', '<!DOCTYPE a [<!ENTITY b "c">]>\n<gesmes:Env'), 'not-xml'],
  ['rates in a comment', GOOD.replace(/<Cube time[^]*<\/Cube>\n/, (cubes) => `<!--${cubes}-->`), 'not-xml'],
  ['an attribute twice', GOOD.replace("rate='165'", "rate='165' rate='166'"), 'not-xml'],
  ['an attribute without quotes', GOOD.replace("rate='165'", 'rate=165'), 'not-xml'],
  ['no day', GOOD.replace(" time='2026-11-20'", ''), 'not-rates'],
  ['two days', GOOD.replace('<Cube time', "<Cube time='2026-11-19'></Cube><Cube time"), 'not-rates'],
  ['a rate outside its day', GOOD.replace('<Cube>', "<Cube currency='JPY' rate='1'/><Cube>"), 'not-rates'],
  ['a day that is none', day({ USD: '1.1' }, '2026-02-30'), 'date-unreadable'],
  ['a time of the day', day({ USD: '1.1' }, '2026-11-20T16:00'), 'date-unreadable'],
  ['no dollar', day({ JPY: '165' }), 'no-dollar-rate'],
  ['a dollar of nothing', day({ USD: '0.0' }), 'rate-unreadable'],
  ['a rate below nothing', day({ USD: '1.1', JPY: '-165' }), 'rate-unreadable'],
  ['a rate in words', day({ USD: '1.1', JPY: 'N/A' }), 'rate-unreadable'],
  ['a comma', day({ USD: '1,1' }), 'rate-unreadable'],
  ['an exponent', day({ USD: '1.1', JPY: '1e2' }), 'rate-unreadable'],
  ['thirty digits', day({ USD: '1.1', JPY: '1'.repeat(30) }), 'rate-unreadable'],
  ['a currency that is none', day({ USD: '1.1', __proto: '165' }), 'rate-unreadable'],
  ['the euro in euros', day({ USD: '1.1', EUR: '1' }), 'rate-unreadable'],
  ['a currency twice', GOOD.replace("'JPY'", "'USD'"), 'rate-unreadable'],
  ['more than any day has', `${GOOD}${' '.repeat(70_000)}`, 'too-large'],
])('takes %s for no rates', (_what, document, error) =>
  expect(readRates(document)).toEqual({ ok: false, error }),
);

it.each([
  ['double quotes', GOOD.replaceAll("'", '"')],
  ['a byte order mark', `\uFEFF${GOOD}`],
  ['no prologue', GOOD.slice(GOOD.indexOf('<gesmes'))],
  ['Windows line ends', GOOD.replaceAll('\n', '\r\n')],
  ['tags that are opened and closed', GOOD.replaceAll(/(rate='[^']+')\/>/g, '$1></Cube>')],
])('reads %s as well', (_what, document) => {
  expect(readRates(document)).toEqual({
    ok: true,
    value: { date: '2026-11-20', usdPerUnit: { EUR: '1.1', JPY: '0.00666666666667' } },
  });
});

it('never throws, and reads whatever comes in one pass', () => {
  fc.assert(
    fc.property(fc.nat(PUBLISHED.length), fc.string({ maxLength: 40 }), (at, junk) => {
      const read = readRates(PUBLISHED.slice(0, at) + junk + PUBLISHED.slice(at + junk.length));
      return read.ok ? Object.values(read.value.usdPerUnit).every((usd) => Number(usd) > 0) : true;
    }),
  );
  const startedAt = performance.now();
  for (const hostile of ['<', '<a ', "<a b='", '<a><', '>', ' '.repeat(400) + '<'])
    readRates(hostile.repeat(65_000 / hostile.length));
  expect(performance.now() - startedAt).toBeLessThan(500);
});
