import { type ReasonCode } from '../reasons/reasons.js';
import { cleanText } from '../text/clean-text.js';

const DIGITS_MAX = 78;
const UINT256_MAX = 2n ** 256n - 1n;
const RAW_CHARS_MAX = 100;

export interface ReadAmount {
  readonly amountAtomic: bigint | null;
  /** What was written, bounded; null where nothing was. */
  readonly amountRaw: string | null;
  readonly reason: ReasonCode | null;
}

/** Only digits count atomic units. `0.01` and `$0.01` may be dollars or tokens: a guess is refused. */
export function readAmount(value: unknown): ReadAmount {
  if (value === undefined || value === null || value === '') return refused(null, 'amount-missing');
  if (typeof value === 'number') return readNumber(value);
  if (typeof value !== 'string') return refused(JSON.stringify(value), 'amount-not-atomic');
  if (!/^\d+$/.test(value)) return refused(value, 'amount-not-atomic');
  const digits = value.replace(/^0+(?=\d)/, '');
  if (digits.length > DIGITS_MAX || BigInt(digits) > UINT256_MAX) return refused(value, 'amount-too-large');
  return { amountAtomic: BigInt(digits), amountRaw: value.slice(0, RAW_CHARS_MAX), reason: null };
}

const readNumber = (value: number): ReadAmount =>
  Number.isSafeInteger(value) && value >= 0
    ? { amountAtomic: BigInt(value), amountRaw: String(value), reason: 'amount-number' }
    : refused(String(value), 'amount-not-atomic');

const refused = (written: string | null, reason: ReasonCode): ReadAmount => ({
  amountAtomic: null,
  amountRaw: written === null ? null : cleanText(written, RAW_CHARS_MAX),
  reason,
});
