import { type ClaimedPrice } from '../money/claimed-price.js';
import { readPriceWords, type PriceUnit } from '../money/read-price-words.js';
import { canonicalAssetOn, describeNetwork } from '../networks/find-network.js';
import { issue, type Issue } from '../reasons/issue.js';
import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { firstOwn, isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOLLARS, PRICE_FIELDS, type PriceField } from './price-fields.js';
import { readMppPayment } from './read-mpp-payment.js';

/** What a source says of all its items, where an item does not say otherwise. */
export interface SaidOfAll {
  readonly network?: string | null;
  /** Address or symbol. */
  readonly asset?: string | null;
}

export interface PriceClaim {
  readonly price: ClaimedPrice | null;
  /** Another protocol than x402, where the item names that alone: `MPP`, `L402`. */
  readonly rail: string | null;
  /** The price as an `accepts` entry, as far as the item says one: where it names an asset and its amount exactly. */
  readonly entry: JsonRecord | null;
  readonly issues: readonly Issue[];
}

const WORDS_MAX = 100;
const NETWORK_KEYS = ['network', 'payment_network'];
const ASSET_KEYS = ['assetAddress', 'asset_address', 'asset'];
const PAYEE_KEYS = ['payTo', 'pay_to'];
/** What an `accepts` entry says beside its price. */
const ENTRY_KEYS = ['scheme', 'maxTimeoutSeconds', 'extra'];

/** The price of an item that states no offers: the first field that can be read, else what is wrong with the first. */
export function readClaimedPrice(item: JsonRecord, said: SaidOfAll = {}): PriceClaim {
  const payment = own(recordOr(own(item, 'endpoint')), 'payment');
  if (payment !== undefined) {
    const read = readMppPayment(payment);
    const written = own(recordOr(payment), 'amountHint') ?? payment;
    return read.ok ? alone(read.value, 'MPP') : { ...unclear(written), rail: 'MPP' };
  }
  const places = placesOf(item);
  for (const place of places) {
    const read = readPriceAt(place, said);
    if (!read.ok) continue;
    const rail = railOf(place.around);
    const entry = rail === null ? entryOf(read.value, place) : null;
    return entry === null ? alone(read.value, rail) : { ...NO_CLAIM, price: read.value, entry };
  }
  const claim = places[0] === undefined ? NO_CLAIM : unclear(places[0].value);
  return { ...claim, rail: railOf([item]) };
}

const NO_CLAIM: PriceClaim = { price: null, rail: null, entry: null, issues: [] };

/** A price that names no way to pay it: said, and no more. */
function alone(price: ClaimedPrice, rail: string | null): PriceClaim {
  const amount = `${price.amount ?? price.amountAtomic ?? ''} ${price.currency ?? ''}`.trim();
  const said = `${price.priceKind === 'MAX' ? 'at most ' : ''}${amount}${rail === null ? '' : ` by ${rail}`}`;
  return { ...NO_CLAIM, price, rail, issues: [issue('price-alone', said)] };
}

function unclear(written: unknown): PriceClaim {
  const words = cleanText(typeof written === 'string' ? written : JSON.stringify(written), WORDS_MAX);
  return { ...NO_CLAIM, issues: [issue('price-words-unclear', words ?? undefined)] };
}

/** Where an item states a price, and the objects around it, innermost first: what they say holds for the price. */
interface PricePlace {
  readonly field: PriceField;
  readonly value: unknown;
  readonly around: readonly JsonRecord[];
}

function placesOf(item: JsonRecord): readonly PricePlace[] {
  const operation = own(item, 'operation');
  const outwards = isRecord(operation) ? [[operation, item], [item]] : [[item]];
  const paths = outwards.flatMap((path) => {
    const info = own(path[0] ?? {}, 'x-payment-info');
    return isRecord(info) ? [[info, ...path], path] : [path];
  });
  return paths.flatMap((around) =>
    PRICE_FIELDS.flatMap((field) => {
      const value = own(around[0] ?? {}, field.name) ?? null;
      if (value === null) return [];
      return [{ field, value, around: isRecord(value) ? [value, ...around] : around }];
    }),
  );
}

function readPriceAt(
  { field, value, around }: PricePlace,
  said: SaidOfAll,
): ReturnType<typeof readPriceWords> {
  const network = textIn(around, NETWORK_KEYS) ?? said.network ?? null;
  const asset = textIn(around, ASSET_KEYS) ?? said.asset ?? null;
  const unit = field.name === 'price' ? priceUnit(around) : field.unit;
  return readPriceWords(value, { unit, network, asset });
}

/** What a bare `price` counts: beside the older words of x402scan, `pricingMode: "fixed"`, dollars. */
function priceUnit(around: readonly JsonRecord[]): PriceUnit | null {
  if (isFlatEntry(around)) return 'ATOMIC';
  return textIn(around, ['pricingMode']) === 'fixed' ? DOLLARS : null;
}

/** An `accepts` entry laid flat into the item: its other words are x402's own, so `price` is its amount. */
function isFlatEntry(around: readonly JsonRecord[]): boolean {
  const network = textIn(around, ['network']);
  const asset = textIn(around, ['asset']);
  if (network === null || asset === null || textIn(around, ['payTo']) === null) return false;
  return canonicalAssetOn(describeNetwork(network).id, asset) !== null;
}

/** In x402's words; what the item leaves out stays out. */
function entryOf(
  { network, asset, amountAtomic }: ClaimedPrice,
  { field, around }: PricePlace,
): JsonRecord | null {
  if (network === null || asset === null || amountAtomic === null) return null;
  // Version 1 names networks otherwise too, and only its clients pay what is said in its words.
  const isV1 = field.name === 'maxAmountRequired';
  const payTo = textIn(around, PAYEE_KEYS);
  const stated = ENTRY_KEYS.flatMap((key) => {
    const value = around.map((record) => own(record, key)).find((found) => found !== undefined);
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    ...Object.fromEntries(stated),
    network: isV1 ? (textIn(around, NETWORK_KEYS) ?? network) : network,
    asset,
    [isV1 ? 'maxAmountRequired' : 'amount']: amountAtomic.toString(),
    ...(payTo === null ? {} : { payTo }),
  };
}

/** The protocols an item names, `["x402"]`, `[{"mpp": {…}}]` or `"L402"`; null where x402 is among them, or none is named. */
function railOf(around: readonly JsonRecord[]): string | null {
  const named = around
    .flatMap((record) => [own(record, 'protocols'), own(record, 'protocol')].flat())
    .flatMap((name) => (isRecord(name) ? Object.keys(name) : (cleanText(name, TEXT_MAX.name) ?? [])))
    .map((name) => name.toUpperCase());
  return named.includes('X402') ? null : (named[0] ?? null);
}

function textIn(around: readonly JsonRecord[], keys: readonly string[]): string | null {
  for (const record of around) {
    const text = cleanText(firstOwn(record, keys), TEXT_MAX.identifier);
    if (text !== null) return text;
  }
  return null;
}
