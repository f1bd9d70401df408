import { fail, ok, type Result } from '@bazaar/kernel';
import { assetsBySymbol } from '../assets/find-asset.js';
import { cleanText } from '../text/clean-text.js';
import { firstOwn, isRecord, own, type JsonRecord } from '../text/record.js';
import {
  FREE_OF_CHARGE,
  isDollarToken,
  priceIn,
  priceInAtomic,
  type ClaimedPrice,
  type ClaimedPriceKind,
} from './claimed-price.js';
import { isCurrency } from './currencies.data.js';
import { compareDecimals, decimalFromNumber, shiftDecimal } from './decimal.js';

/** What a number counts: smallest units of the asset, if it is whole, or so many decimal places of some money. */
export type PriceUnit = 'ATOMIC' | { readonly money: string; readonly places: number };

/** What is said beside a price: by the name of its field, by the item, or by the document for all its items. */
export interface PriceContext {
  /** What a bare number counts; null where nothing says so. */
  readonly unit: PriceUnit | null;
  readonly network: string | null;
  /** Address or symbol. */
  readonly asset: string | null;
}

const WORDS_MAX = 100;
const NUMBER = String.raw`\d{1,78}(?:\.\d{1,40})?`;
const WORDS = new RegExp(
  String.raw`^(?<most>up to )?(?<dollars>\$)?(?<number>${NUMBER})(?: ?(?<money>[A-Z][A-Z0-9.]{1,11}))?` +
    String.raw`(?: ?(?:/|per) ?(?:call|request))?(?: on [^()]{1,40} \((?<network>[-a-z0-9]{3,32}:[-_a-z0-9]{1,64})\))?` +
    String.raw`(?<remark> \([^()]*\))?$`,
  'i',
);
const RANGE = new RegExp(String.raw`^\$(?<least>${NUMBER}) ?[-–—] ?\$(?<number>${NUMBER})$`);

/**
 * Reads what manifests and directories write as a price: `$0.10`, `0.0001 USDC`, `up to $0.10 (billed by usage)`,
 * `$0.05-$3`, 0.06, `{"mode": "fixed", "currency": "USD", "amount": "0.02"}`. Only where words or context fix what the
 * number counts: `10000` may be dollars or millionths, `$0.12/hr` is no price of a call, `~$0.01` is no number.
 *
 * Units:  see {@link ClaimedPrice}; numbers of JSON are read by their shortest text, never calculated with.
 * Errors: `price-words-unclear`.
 */
export function readPriceWords(
  value: unknown,
  context: PriceContext,
): Result<ClaimedPrice, 'price-words-unclear'> {
  const price = isRecord(value) ? readObject(value, context) : readPlain(value, context);
  return price === null ? fail('price-words-unclear') : ok(price);
}

/**
 * An amount with what it counts beside it. `amount` and `asset` are x402's own words: digits count atomic units. With a
 * `currency` both are written, so only a fraction tells; unless there is a `mode`, as x402scan asks of OpenAPI documents,
 * where amounts are decimals.
 */
function readObject(price: JsonRecord, context: PriceContext): ClaimedPrice | null {
  const network = textOf(own(price, 'network')) ?? context.network;
  const asset = textOf(firstOwn(price, ['assetAddress', 'asset'])) ?? context.asset;
  const amount = own(price, 'amount');
  const currency = textOf(own(price, 'currency'));
  if (currency === null) {
    const isAtomic = own(price, 'asset') !== undefined && isWhole(amount);
    return readPlain(amount, { unit: isAtomic ? 'ATOMIC' : context.unit, network, asset });
  }
  const money = knownMoney(currency);
  const at = { unit: money === null ? null : { money, places: 0 }, network, asset: null };
  const mode = own(price, 'mode');
  if (mode === 'dynamic') return readPlain(own(price, 'max'), at, 'MAX');
  return mode !== 'fixed' && isWhole(amount) ? null : readPlain(amount, at);
}

function readPlain(
  value: unknown,
  context: PriceContext,
  kind: ClaimedPriceKind = 'FIXED',
): ClaimedPrice | null {
  if (typeof value !== 'number') return readText(value, context, kind);
  const number = decimalFromNumber(value);
  return number === null ? null : readNumber(number, context, kind);
}

function readText(value: unknown, context: PriceContext, kind: ClaimedPriceKind): ClaimedPrice | null {
  if (typeof value !== 'string' || value.length > WORDS_MAX) return null; // cut, it might say something else
  const text = (cleanText(value, WORDS_MAX) ?? '').replaceAll('`', '');
  const range = RANGE.exec(text)?.groups;
  if (range !== undefined) return readRange(range, context);
  const { most, dollars, number, money, network, remark } = WORDS.exec(text)?.groups ?? {};
  if (number === undefined || (remark !== undefined && most === undefined)) return null;
  const kindSaid = most === undefined ? kind : 'MAX';
  const at = { ...context, network: network ?? context.network };
  if (dollars === undefined && money === undefined) return readNumber(number, at, kindSaid);
  const named = moneyOf(dollars !== undefined, money);
  return named === null ? null : readNumber(number, { ...at, unit: { money: named, places: 0 } }, kindSaid);
}

/** A plain range of dollars says the most that can be asked. */
function readRange(
  { least = '', number = '' }: Readonly<Record<string, string>>,
  context: PriceContext,
): ClaimedPrice | null {
  const isRange = compareDecimals(least, number) <= 0;
  return isRange ? readNumber(number, { ...context, unit: { money: 'USD', places: 0 } }, 'MAX') : null;
}

/** A fraction counts no atomic units: beside a dollar's token it is as many dollars as tokens. */
function readNumber(number: string, context: PriceContext, kind: ClaimedPriceKind): ClaimedPrice | null {
  const { unit, network, asset } = context;
  if (unit !== null && unit !== 'ATOMIC') {
    const amount = shiftDecimal(number, unit.places);
    return amount === null ? null : priceIn(unit.money, amount, network, kind);
  }
  if (asset !== null && number.includes('.') && isDollarToken(asset, network))
    return priceIn(asset, shiftDecimal(number, 0) ?? number, network, kind);
  const isAtomic = unit === 'ATOMIC' && /^\d+$/.test(number) && asset !== null && network !== null;
  if (isAtomic) return priceInAtomic(BigInt(number), asset, network, kind);
  return /^[0.]+$/.test(number) ? FREE_OF_CHARGE : null;
}

/** `$` is dollars; `$0.05 USDC` is the dollar's token. */
function moneyOf(isDollars: boolean, word: string | undefined): string | null {
  if (word === undefined) return 'USD';
  const money = knownMoney(word);
  return !isDollars || money === 'USD' || (money !== null && isDollarToken(money, null)) ? money : null;
}

/** An ISO 4217 code, or a symbol of the registry as it writes it; null for any other word. */
function knownMoney(word: string | null): string | null {
  if (word === null) return null;
  const code = word.toUpperCase();
  return isCurrency(code) ? code : (assetsBySymbol(word)[0]?.symbol ?? null);
}

const isWhole = (amount: unknown): boolean =>
  typeof amount === 'number' ? amount > 0 && Number.isInteger(amount) : /^0*[1-9]\d*$/.test(String(amount));

const textOf = (value: unknown): string | null => cleanText(value, WORDS_MAX);
