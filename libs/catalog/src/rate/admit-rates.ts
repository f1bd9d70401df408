import { type Rates, compareDecimals, multiplyDecimals } from '@bazaar/x402';

/** `same`: that day is known already. Else for a person why these rates are not believed. */
export type RatesVerdict = 'newer' | 'same' | { readonly refused: string };

const DAY_MS = 86_400_000;
/** A day's move beyond which a rate is rather wrong than true; two days may move twice as far. */
const MOVE_PER_DAY_PERCENT = 20;

/**
 * Whether rates may price the catalogue, given those that do. Pure. A true move that is larger is believed as soon as
 * enough days have passed; one that is wrong by its decimal point never is.
 */
export function admitRates(newest: Rates | null, rates: Rates, now: Date): RatesVerdict {
  // Days begin first in the east: a day that has not begun anywhere is none.
  if (timeOf(rates) > now.getTime() + DAY_MS) return { refused: `${rates.date} is still to come` };
  if (newest === null) return 'newer';
  if (rates.date === newest.date) return 'same';
  if (rates.date < newest.date) return { refused: `${rates.date} is older than ${newest.date}` };
  const known = Object.keys(newest.usdPerUnit);
  const missing = known.filter((currency) => !Object.hasOwn(rates.usdPerUnit, currency));
  if (missing.length * 2 > known.length) return { refused: `it leaves out ${missing.join(', ')}` };
  const days = Math.round((timeOf(rates) - timeOf(newest)) / DAY_MS);
  const moved = known.find((currency) => isFar(newest, rates, currency, 100 + days * MOVE_PER_DAY_PERCENT));
  if (moved === undefined) return 'newer';
  const [was, is] = [newest, rates].map(({ usdPerUnit }) => usdPerUnit[moved]);
  return { refused: `${moved} moved from ${was} to ${is} dollars in ${days} day${days === 1 ? '' : 's'}` };
}

const timeOf = ({ date }: Rates): number => Date.parse(`${date}T00:00:00Z`);

/** Whether the dearer of the two is more than so many hundredths of the cheaper. */
function isFar(newest: Rates, rates: Rates, currency: string, percent: number): boolean {
  const was = newest.usdPerUnit[currency];
  const is = rates.usdPerUnit[currency];
  if (was === undefined || is === undefined) return false;
  const isBeyond = (one: string, other: string): boolean =>
    compareDecimals(multiplyDecimals(one, '100') ?? one, multiplyDecimals(other, `${percent}`) ?? other) > 0;
  return isBeyond(is, was) || isBeyond(was, is);
}
