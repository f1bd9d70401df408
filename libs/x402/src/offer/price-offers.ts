import { type Asset } from '../assets/asset.js';
import { assetAt } from '../assets/find-asset.js';
import { type Environment, type Offer } from '../model.js';
import { canonicalDecimal, compareDecimals, multiplyDecimals, usdMicros } from '../money/decimal.js';
import { issue } from '../reasons/issue.js';

/** What other money than the dollar is worth, on one day. */
export interface Rates {
  /** ISO 8601 day the rates are of. */
  readonly date: string;
  /** US dollars for one unit: by ISO 4217 code, or by symbol for a network's own coin. Decimals as text. */
  readonly usdPerUnit: Readonly<Record<string, string>>;
}

export interface Price {
  readonly priceUsd: string | null;
  readonly rateDate: string | null;
}

const NO_PRICE: Price = { priceUsd: null, rateDate: null };

/**
 * The dollar price of so much of an asset: the amount where the asset is pegged to the dollar, else amount times
 * rate. The product is exact and never rounded. No rate, no price; and test money has none.
 *
 * @param amount exact decimal, in whole units of the asset
 */
export function priceOf(
  amount: string | null,
  asset: Asset | null,
  environment: Environment,
  rates: Rates | null,
): Price {
  if (amount === null || asset === null || environment !== 'MAINNET') return NO_PRICE;
  if (asset.pegCurrency === 'USD') return { priceUsd: amount, rateDate: null };
  const rate = rates === null ? null : rateOf(rates, asset);
  const priceUsd = rate === null ? null : multiplyDecimals(amount, rate);
  return priceUsd === null ? NO_PRICE : { priceUsd, rateDate: rates?.date ?? null };
}

/** As much of an offer as its price is made of. */
type PricedOffer = Pick<
  Offer,
  'network' | 'environment' | 'asset' | 'amount' | 'priceUsd' | 'rateDate' | 'issues'
>;

/** Gives offers in other money than dollars their price by these rates. What is in dollars, or of a later day, keeps its own. */
export function priceOffers<T extends PricedOffer>(offers: readonly T[], rates: Rates): readonly T[] {
  return offers.map((offer) => {
    const isInDollars = offer.priceUsd !== null && offer.rateDate === null;
    if (offer.asset === null || isInDollars || (offer.rateDate ?? '') > rates.date) return offer;
    const asset = assetAt(offer.network, offer.asset);
    const price = priceOf(offer.amount, asset, offer.environment, rates);
    const issues = offer.issues.filter(({ code }) => code !== 'price-absurd');
    return { ...offer, ...price, issues: [...issues, ...absurdity(price)] };
  });
}

/** Whether these rates say what an asset is worth, that is not worth a dollar by itself. */
export function isRated(network: string, address: string, rates: Rates): boolean {
  const asset = assetAt(network, address);
  return asset !== null && asset.pegCurrency !== 'USD' && rateOf(rates, asset) !== null;
}

/** A price beyond what can be indexed is named. */
export const absurdity = ({ priceUsd }: Price) =>
  priceUsd !== null && usdMicros(priceUsd) === null ? [issue('price-absurd', priceUsd)] : [];

/** By the currency it is pegged to, or as the network's own coin. */
function rateOf({ usdPerUnit }: Rates, { pegCurrency, isNative, symbol }: Asset): string | null {
  const currency = pegCurrency ?? (isNative ? symbol : null);
  if (currency === null || !Object.hasOwn(usdPerUnit, currency)) return null;
  const rate = canonicalDecimal(usdPerUnit[currency] ?? '');
  return rate !== null && compareDecimals(rate, '0') > 0 ? rate : null;
}
