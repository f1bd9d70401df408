import { fail, ok, type Result } from '@bazaar/kernel';
import { FREE_OF_CHARGE, priceIn, type ClaimedPrice } from '../money/claimed-price.js';
import { isCurrency } from '../money/currencies.data.js';
import { shiftDecimal } from '../money/decimal.js';
import { readPriceWords } from '../money/read-price-words.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { isRecord, own } from '../text/record.js';

const DECIMALS_MAX = 36;
const DIGITS = /^\d{1,78}$/;

/**
 * What the registry of MPP services says of one endpoint. It states the decimals of each amount itself; null is free of
 * charge. A hint beside `dynamic` is no price, unless it says the most that can be asked.
 *
 * Source: tempoxyz/mpp schemas/discovery.json; errors: `price-words-unclear`.
 */
export function readMppPayment(payment: unknown): Result<ClaimedPrice, 'price-words-unclear'> {
  if (payment === null) return ok(FREE_OF_CHARGE);
  if (!isRecord(payment)) return UNCLEAR;
  const hint = own(payment, 'amountHint');
  if (hint !== undefined) return readHint(hint);

  const amount = wholeAmount(own(payment, 'amount'), own(payment, 'decimals'));
  const currency = cleanText(own(payment, 'currency'), TEXT_MAX.identifier);
  const isPerRequest = own(payment, 'intent') === 'charge' || own(payment, 'unitType') === 'request';
  if (amount === null || currency === null || !isPerRequest) return UNCLEAR;
  const code = currency.toUpperCase();
  return ok(
    isCurrency(code)
      ? priceIn(code, amount, null, 'FIXED')
      : priceIn(currency, amount, cleanText(own(payment, 'method'), TEXT_MAX.name), 'FIXED'),
  );
}

const UNCLEAR = fail('price-words-unclear');

function readHint(hint: unknown): Result<ClaimedPrice, 'price-words-unclear'> {
  const read = readPriceWords(hint, { unit: null, network: null, asset: null });
  return read.ok && read.value.priceKind !== 'MAX' ? UNCLEAR : read;
}

function wholeAmount(amount: unknown, decimals: unknown): string | null {
  const isAmount = typeof amount === 'string' && DIGITS.test(amount);
  const isDecimals = typeof decimals === 'number' && Number.isInteger(decimals) && decimals >= 0;
  return isAmount && isDecimals && decimals <= DECIMALS_MAX ? shiftDecimal(amount, decimals) : null;
}
