import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Offer } from '../model.js';

const KEY_CHARS = 20;

type Keyed = Pick<
  Offer,
  'network' | 'asset' | 'assetRaw' | 'scheme' | 'paymentFlow' | 'transferMethod' | 'amountAtomic' | 'payTo'
>;

/**
 * Gives each offer a key that stays the same while payee, amount and wire version change. Offers that agree in
 * network, asset, scheme, flow and transfer method are told apart by their rank by amount, ties by payee, then
 * by position.
 */
export function assignOfferKeys<T extends Keyed>(
  offers: readonly T[],
): readonly (T & { readonly key: string })[] {
  const groups = new Map<string, number[]>();
  offers.forEach((offer, position) => {
    const group = groupOf(offer);
    groups.set(group, [...(groups.get(group) ?? []), position]);
  });
  const keys = new Map<number, string>();
  for (const [group, positions] of groups) {
    const ranked = [...positions].sort((a, b) => compare(offers[a], offers[b]) || a - b);
    ranked.forEach((position, rank) => keys.set(position, hash(`${group}#${rank}`)));
  }
  return offers.map((offer, position) => ({ ...offer, key: keys.get(position) ?? '' }));
}

const groupOf = (offer: Keyed): string =>
  JSON.stringify([
    offer.network.toLowerCase(),
    offer.asset ?? offer.assetRaw,
    offer.scheme,
    offer.paymentFlow,
    offer.transferMethod,
  ]);

function compare(a: Keyed | undefined, b: Keyed | undefined): number {
  if (a === undefined || b === undefined) return 0;
  if (a.amountAtomic !== b.amountAtomic) {
    // No amount comes last, so that it never moves the ranks of those that have one.
    if (a.amountAtomic === null) return 1;
    if (b.amountAtomic === null) return -1;
    return a.amountAtomic < b.amountAtomic ? -1 : 1;
  }
  return a.payTo < b.payTo ? -1 : a.payTo > b.payTo ? 1 : 0;
}

const hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text))).slice(0, KEY_CHARS);
