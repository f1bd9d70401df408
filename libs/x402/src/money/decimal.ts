const DECIMAL = /^(-?)(\d{1,120})(?:\.(\d{1,120}))?$/;
/** A stranger's: as many digits as any ledger holds, and no more. */
const AMOUNT = /^(\d{1,80})(?:\.(\d{1,80}))?$/;
const PLACES_MAX = 80;
const CAP = /^\d{1,20}(?:\.\d{1,6})?$/;
const MICROS_DIGITS = 6;
/** What an index column and a JSON number hold exactly. */
const USD_MICROS_MAX = 2n ** 53n - 1n;

/** Exact: 10000 at 6 decimals is `0.01`. No trailing zeros; `0` for zero. */
export function decimalFromAtomic(amountAtomic: bigint, decimals: number): string {
  const sign = amountAtomic < 0n ? '-' : '';
  const digits = (amountAtomic < 0n ? -amountAtomic : amountAtomic).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}

/** Micro dollars, rounded up, so that nothing with a price sorts as free. Null above 2^53 - 1, or where it is no price. */
export function usdMicros(priceUsd: string): bigint | null {
  const parsed = parseDecimal(priceUsd);
  if (parsed === null || parsed.scaled < 0n) return null;
  const micros =
    parsed.scale <= MICROS_DIGITS
      ? parsed.scaled * 10n ** BigInt(MICROS_DIGITS - parsed.scale)
      : ceilDivide(parsed.scaled, 10n ** BigInt(parsed.scale - MICROS_DIGITS));
  return micros > USD_MICROS_MAX ? null : micros;
}

/** A cap a caller wrote, in micro dollars. Null for anything but a non-negative decimal of at most six decimals. */
export function parseUsdCap(text: string): bigint | null {
  if (!CAP.test(text)) return null;
  const { scaled, scale } = parseDecimal(text) ?? { scaled: 0n, scale: 0 };
  const micros = scaled * 10n ** BigInt(MICROS_DIGITS - scale);
  // No price that can be compared is higher: a larger cap is no cap, and fits no column.
  return micros > BigInt(Number.MAX_SAFE_INTEGER) ? BigInt(Number.MAX_SAFE_INTEGER) : micros;
}

/** Orders two decimals exactly. Throws on what is no decimal: it compares our own prices, never a stranger's text. */
export function compareDecimals(a: string, b: string): -1 | 0 | 1 {
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  if (left === null || right === null) throw new RangeError(`Not a decimal: ${left === null ? a : b}`);
  const scale = Math.max(left.scale, right.scale);
  const difference =
    left.scaled * 10n ** BigInt(scale - left.scale) - right.scaled * 10n ** BigInt(scale - right.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The one spelling of a decimal that is not negative: no superfluous zeros. Null for anything else. */
export function canonicalDecimal(text: string): string | null {
  const match = AMOUNT.exec(text);
  if (match === null) return null;
  const [, whole = '', fraction = ''] = match;
  return decimalFromAtomic(BigInt(whole + fraction), fraction.length);
}

/** A number of JSON by its shortest text. Null for one that is negative, larger than is exact, or smaller than any unit. */
export function decimalFromNumber(value: number): string | null {
  if (!(value >= 0 && value <= Number.MAX_SAFE_INTEGER)) return null;
  const [digits = '', exponent = '-0'] = String(value).split('e');
  return shiftDecimal(digits, -Number(exponent));
}

/** So many places to the right of the point, exactly: `1.5` by 6 is `0.0000015`. Null where it has too many digits. */
export function shiftDecimal(text: string, places: number): string | null {
  const parsed = parseDecimal(text);
  return parsed === null || parsed.scale + places > PLACES_MAX
    ? null
    : decimalFromAtomic(parsed.scaled, parsed.scale + places);
}

/** How many smallest units that is; null where it is no whole number of them. */
export function atomicFromDecimal(text: string, decimals: number): bigint | null {
  const parsed = parseDecimal(canonicalDecimal(text) ?? '');
  return parsed === null || parsed.scale > decimals
    ? null
    : parsed.scaled * 10n ** BigInt(decimals - parsed.scale);
}

/** Exact: nothing is rounded, so a product has as many decimals as its factors together. Null where one is none. */
export function multiplyDecimals(a: string, b: string): string | null {
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  if (left === null || right === null) return null;
  return decimalFromAtomic(left.scaled * right.scaled, left.scale + right.scale);
}

/** A quotient of so many significant digits at most, rounded half to even. Null where one is none, or not above nothing. */
export function divideDecimals(a: string, b: string, significantDigits: number): string | null {
  const left = parseDecimal(a);
  const right = parseDecimal(b);
  if (left === null || right === null || left.scaled <= 0n || right.scaled <= 0n) return null;
  const digits = (value: bigint): number => value.toString().length;
  const quotient = (places: number): bigint => roundedRatio(left.scaled, right.scaled, places);
  let places = significantDigits - digits(left.scaled) + digits(right.scaled);
  if (digits(quotient(places)) > significantDigits) places--;
  const scale = places + left.scale - right.scale;
  return scale >= 0
    ? decimalFromAtomic(quotient(places), scale)
    : (quotient(places) * 10n ** BigInt(-scale)).toString();
}

/** One by the other, times ten to the power of `places`, rounded half to even. */
function roundedRatio(value: bigint, by: bigint, places: number): bigint {
  const dividend = places > 0 ? value * 10n ** BigInt(places) : value;
  const divisor = places < 0 ? by * 10n ** BigInt(-places) : by;
  const whole = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  const isUp = twice > divisor || (twice === divisor && whole % 2n === 1n);
  return isUp ? whole + 1n : whole;
}

function parseDecimal(text: string): { scaled: bigint; scale: number } | null {
  const match = DECIMAL.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = ''] = match;
  return { scaled: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
}

const ceilDivide = (value: bigint, by: bigint): bigint => (value + by - 1n) / by;
