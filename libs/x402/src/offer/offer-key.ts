import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Offer } from '../model.js';
import { compareDecimals } from '../money/decimal.js';
import { remembering } from '../text/remembering.js';

const KEY_CHARS = 20;

type Keyed = Pick<
  Offer,
  | 'network'
  | 'asset'
  | 'assetRaw'
  | 'scheme'
  | 'paymentFlow'
  | 'transferMethod'
  | 'amountAtomic'
  | 'amount'
  | 'amountRaw'
  | 'payTo'
>;

/**
 * A key for each offer that stays the same while payee, amount and wire version change. Offers that agree in
 * network, asset, scheme, flow and transfer method are told apart by their rank by amount, ties by payee, then
 * by the amount as written (two that cannot be read are no tie), then by position.
 */
export function offerKeys(offers: readonly Keyed[]): readonly string[] {
  const groups = new Map<string, number[]>();
  offers.forEach((offer, position) => {
    const group = groupOf(offer);
    const positions = groups.get(group);
    if (positions === undefined) groups.set(group, [position]);
    else positions.push(position);
  });
  const keys = new Array<string>(offers.length);
  for (const [group, positions] of groups) {
    positions.sort((a, b) => compare(offers[a], offers[b]) || a - b);
    positions.forEach((position, rank) => {
      keys[position] = hash(`${group}#${rank}`);
    });
  }
  return keys;
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
  return (
    compareAmounts(a, b) ||
    compareTexts(a.payTo, b.payTo) ||
    compareTexts(a.amountRaw ?? '', b.amountRaw ?? '')
  );
}

function compareAmounts(a: Keyed, b: Keyed): number {
  if (a.amountAtomic !== null && b.amountAtomic !== null) {
    return a.amountAtomic < b.amountAtomic ? -1 : a.amountAtomic > b.amountAtomic ? 1 : 0;
  }
  // Where the asset has no smallest unit, the decimal is all there is.
  if (a.amount !== null && b.amount !== null) return compareDecimals(a.amount, b.amount);
  // No amount comes last, so that it never moves the ranks of those that have one.
  return Number(hasNoAmount(a)) - Number(hasNoAmount(b));
}

const hasNoAmount = ({ amountAtomic, amount }: Keyed): boolean => amountAtomic === null && amount === null;

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Most sellers take the same few tokens the same few ways. */
const hash = remembering((text) => bytesToHex(sha256(utf8ToBytes(text))).slice(0, KEY_CHARS));
