import { assetsBySymbol, findAsset } from '../assets/find-asset.js';
import { type PriceKind } from '../model.js';
import { canonicalAssetOn, describeNetwork } from '../networks/find-network.js';
import { priceOf } from '../offer/price-offers.js';
import { atomicFromDecimal, decimalFromAtomic } from './decimal.js';

/** What somebody says a resource costs. Exact: a price that cannot be read exactly is none. */
export interface ClaimedPrice {
  /** In whole units of `currency`; null where a token we do not know is counted in its smallest units. */
  readonly amount: string | null;
  /** In the smallest units of `asset`; null where there is none, or the amount is no whole number of them. */
  readonly amountAtomic: bigint | null;
  /** ISO 4217 code, symbol, or what the source calls a token; null where nothing more is known, or nothing is asked. */
  readonly currency: string | null;
  /** CAIP-2 id, or as written where we do not know it; null where none is named. */
  readonly network: string | null;
  /** Canonical address; null where the price is not said in a token of the network. */
  readonly asset: string | null;
  readonly priceUsd: string | null;
  readonly priceKind: ClaimedPriceKind;
}

/** FIXED: for one request. MAX: at most that much for one request. */
export type ClaimedPriceKind = Extract<PriceKind, 'FIXED' | 'MAX' | 'FREE'>;

/** Nothing is nothing in any money. */
export const FREE_OF_CHARGE: ClaimedPrice = {
  amount: '0',
  amountAtomic: null,
  currency: null,
  network: null,
  asset: null,
  priceUsd: '0',
  priceKind: 'FREE',
};

/** So much of some money: an ISO 4217 code, or a token by symbol or, on a network, by address. */
export function priceIn(
  money: string,
  amount: string,
  network: string | null,
  kind: ClaimedPriceKind,
): ClaimedPrice {
  const at = network === null ? null : describeNetwork(network);
  const token = at === null ? null : findAsset(at.id, money);
  const said = { amount, network: at?.id ?? null, priceKind: amount === '0' ? 'FREE' : kind } as const;
  if (at === null || token === null) {
    const isDollars = money === 'USD' && at?.environment !== 'TESTNET';
    return {
      ...said,
      amountAtomic: null,
      currency: money,
      asset: null,
      priceUsd: isDollars ? amount : null,
    };
  }
  return {
    ...said,
    amountAtomic: token.decimals === null ? null : atomicFromDecimal(amount, token.decimals),
    currency: token.symbol,
    asset: token.address,
    priceUsd: priceOf(amount, token, at.environment, null).priceUsd,
  };
}

/** So many smallest units of a network's asset; null where that is none, or has no smallest unit. */
export function priceInAtomic(
  amountAtomic: bigint,
  asset: string,
  network: string,
  kind: ClaimedPriceKind,
): ClaimedPrice | null {
  const { id } = describeNetwork(network);
  const token = findAsset(id, asset);
  if (token !== null)
    return token.decimals === null
      ? null
      : priceIn(token.address, decimalFromAtomic(amountAtomic, token.decimals), id, kind);
  const address = canonicalAssetOn(id, asset);
  if (address === null) return null;
  const priceKind = amountAtomic === 0n ? 'FREE' : kind;
  return {
    amount: null,
    amountAtomic,
    currency: null,
    network: id,
    asset: address,
    priceUsd: null,
    priceKind,
  };
}

/** A token worth a dollar, wherever it is: so many dollars, and so many of it, are one number. */
export function isDollarToken(asset: string, network: string | null): boolean {
  if (network !== null) return findAsset(network, asset)?.pegCurrency === 'USD';
  const named = assetsBySymbol(asset);
  return named.length > 0 && named.every(({ pegCurrency }) => pegCurrency === 'USD');
}
