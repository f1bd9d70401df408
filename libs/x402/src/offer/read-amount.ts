import { canonicalDecimal } from '../money/decimal.js';
import { type ReasonCode } from '../reasons/reasons.js';
import { cleanText } from '../text/clean-text.js';

const DIGITS_MAX = 78;
const UINT256_MAX = 2n ** 256n - 1n;
const RAW_CHARS_MAX = 100;

export interface ReadAmount {
  readonly amountAtomic: bigint | null;
  /** The amount as it stands, where amounts are decimals and no count of atomic units. */
  readonly decimal: string | null;
  /** What was written, bounded; null where nothing was. */
  readonly amountRaw: string | null;
  readonly reason: ReasonCode | null;
}

/** Only digits count atomic units. `0.01` and `$0.01` may be dollars or tokens: a guess is refused. */
export function readAmount(value: unknown): ReadAmount {
  if (isAbsent(value)) return refused(null, 'amount-missing');
  if (typeof value === 'number') return readNumber(value);
  if (typeof value !== 'string') return refused(JSON.stringify(value), 'amount-not-atomic');
  if (!/^\d+$/.test(value)) return refused(value, 'amount-not-atomic');
  const digits = value.replace(/^0+(?=\d)/, '');
  if (digits.length > DIGITS_MAX || BigInt(digits) > UINT256_MAX) return refused(value, 'amount-too-large');
  return { ...refused(value, null), amountAtomic: BigInt(digits) };
}

/** An amount where the network's own unit is a decimal, as for currencies issued on the XRP Ledger. */
export function readDecimalAmount(value: unknown): ReadAmount {
  if (isAbsent(value)) return refused(null, 'amount-missing');
  const isNumber = typeof value === 'number' && Number.isSafeInteger(value);
  const written = isNumber ? String(value) : value;
  if (typeof written !== 'string') return refused(JSON.stringify(value), 'amount-not-decimal');
  const decimal = canonicalDecimal(written);
  if (decimal === null) return refused(written, 'amount-not-decimal');
  return { ...refused(written, isNumber ? 'amount-number' : null), decimal };
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

const readNumber = (value: number): ReadAmount =>
  Number.isSafeInteger(value) && value >= 0
    ? { ...refused(String(value), 'amount-number'), amountAtomic: BigInt(value) }
    : refused(String(value), 'amount-not-atomic');

const refused = (written: string | null, reason: ReasonCode | null): ReadAmount => ({
  amountAtomic: null,
  decimal: null,
  amountRaw: written === null ? null : cleanText(written, RAW_CHARS_MAX),
  reason,
});
