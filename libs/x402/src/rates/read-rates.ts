import { fail, ok, type Result } from '@bazaar/kernel';

import { canonicalDecimal, compareDecimals, divideDecimals } from '../money/decimal.js';
import { type Rates } from '../offer/price-offers.js';
import { type XmlTag, readXmlTags } from './xml-tags.js';

/** Why a document gives no rates: `not-rates` is XML of another kind, or rates of no day or several. */
type RatesRefusal =
  'too-large' | 'not-xml' | 'not-rates' | 'date-unreadable' | 'rate-unreadable' | 'no-dollar-rate';

/** The day's document has some 1,700. */
const CHARS_MAX = 65_536;
/** More than any rate is told with, and no more than a double holds. */
const SIGNIFICANT_DIGITS = 12;
const CURRENCY = /^[A-Z]{3}$/;
const RATE = /^\d{1,12}(?:\.\d{1,12})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads the day's reference rates of the European Central Bank: units of each currency for one euro, turned into dollars
 * for one unit of each.
 *
 * Units:  the euro's rate is as written; every other is crossed over it and rounded half to even, to 12 significant
 *         digits. The dollar itself is left out: what is worth a dollar needs no rate.
 * Errors: strict. One rate that cannot be read makes the document none: a wrong one would price the whole catalogue.
 * Source: https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml: `Envelope`, in it a `Cube`, in it
 *         `<Cube time="…">`, in it `<Cube currency="…" rate="…"/>`.
 */
export function readRates(document: string): Result<Rates, RatesRefusal> {
  if (document.length > CHARS_MAX) return fail('too-large');
  const tags = readXmlTags(document);
  if (tags === null) return fail('not-xml');
  const told = cubesOf(tags);
  if (told === null) return fail('not-rates');
  if (!isDay(told.date)) return fail('date-unreadable');
  const perEuro = new Map<string, string>();
  for (const { currency, rate } of told.rates) {
    const canonical = RATE.test(rate) ? canonicalDecimal(rate) : null;
    const isNew = CURRENCY.test(currency) && currency !== 'EUR' && !perEuro.has(currency);
    if (!isNew || canonical === null || compareDecimals(canonical, '0') === 0) return fail('rate-unreadable');
    perEuro.set(currency, canonical);
  }
  const dollars = perEuro.get('USD');
  return dollars === undefined
    ? fail('no-dollar-rate')
    : ok({ date: told.date, usdPerUnit: crossed(perEuro, dollars) });
}

function crossed(perEuro: ReadonlyMap<string, string>, dollars: string): Record<string, string> {
  const usdPerUnit: Record<string, string> = { EUR: dollars };
  for (const [currency, rate] of perEuro) {
    const usd = currency === 'USD' ? null : divideDecimals(dollars, rate, SIGNIFICANT_DIGITS);
    if (usd !== null) usdPerUnit[currency] = usd;
  }
  return usdPerUnit;
}

interface Cubes {
  readonly date: string;
  readonly rates: readonly { readonly currency: string; readonly rate: string }[];
}

/** The cubes, each at its depth. Null where there is none of a day, more than one, or one where none belongs. */
function cubesOf(tags: readonly XmlTag[]): Cubes | null {
  const days: string[] = [];
  const rates: { currency: string; rate: string }[] = [];
  const path: string[] = [];
  for (const { name, kind, attributes } of tags) {
    if (kind === 'closes') {
      path.pop();
      continue;
    }
    const place = [...path, name].join(' ');
    const [time, currency, rate] = ['time', 'currency', 'rate'].map((key) => attributes.get(key));
    if (place === 'Envelope Cube Cube' && time !== undefined) days.push(time);
    else if (place === 'Envelope Cube Cube Cube' && currency !== undefined && rate !== undefined)
      rates.push({ currency, rate });
    else if (name === 'Cube' && (place !== 'Envelope Cube' || attributes.size > 0)) return null;
    if (kind === 'opens') path.push(name);
  }
  const [date, ...others] = days;
  return date === undefined || others.length > 0 ? null : { date, rates };
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return DAY.test(text) && Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}
