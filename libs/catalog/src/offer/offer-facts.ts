import { compareDecimals, divideDecimals, multiplyDecimals } from '@bazaar/x402';

import { type OfferRecord, sameAmount } from './offer-record.js';

/** What is remembered of an offer between probes, beyond what it says now. Times are epoch milliseconds. */
export interface OfferFacts {
  /** When its price changed: the last three times. */
  readonly priceChanges?: readonly number[];
  /** Since when its price moves too often to be called one. */
  readonly dynamicSince?: number;
  /** Prices it had within 30 days that were higher than all that came after, with when they ended. */
  readonly highs?: readonly PastPrice[];
  /** The payees of the last good probes, latest last, where they differ. */
  readonly payees?: readonly string[];
  /** A new payee that is not yet believed. */
  readonly payToChanged?: { readonly from: string; readonly at: number; readonly seen: number };
  /** The cheapest and the dearest of the running hour, while the price moves. */
  readonly hour?: { readonly at: number; readonly low: PriceSeen; readonly high: PriceSeen };
}

/** One price as it was seen. */
export interface PriceSeen {
  readonly at: number;
  readonly amountAtomic: string | null;
  readonly amount: string | null;
  readonly priceUsd: string | null;
  readonly payTo: string;
}

/** A price that was replaced by another. */
interface PastPrice {
  /** As it was then. */
  readonly usd: string;
  /** What was charged, where that was not in dollars: it is worth what the rate of the day makes of it. */
  readonly amount?: string;
  readonly until: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CHANGES_KEPT = 3;
const DYNAMIC_WITHIN_MS = DAY;
/** A price that has stood still for so long is one again. */
const CALM_AFTER_MS = 7 * DAY;
const HIGHS_MS = 30 * DAY;
const HIGHS_MAX = 64;
/** More than a product of two prices has: what is exact stays so. */
const DIGITS_MAX = 100;
const PAYEES_KEPT = 6;
const PAYEES_DYNAMIC = 3;
const BELIEVED_AFTER = { probes: 3, ms: DAY };

/** Counts one more good probe of an offer. Pure. */
export function countOffer(facts: OfferFacts, was: OfferRecord, now: OfferRecord, at: number): OfferFacts {
  const priceChanged = !sameAmount(was, now);
  const priceChanges = [...(facts.priceChanges ?? []), ...(priceChanged ? [at] : [])].slice(-CHANGES_KEPT);
  const dynamicSince = movesSince(facts.dynamicSince, priceChanges, at);
  const payees = lastPayees(facts.payees ?? Array<string>(PAYEES_KEPT).fill(was.payTo), now.payTo);
  return trimmed({
    priceChanges: priceChanges.filter((time) => at - time < CALM_AFTER_MS),
    dynamicSince,
    highs: highs(facts.highs ?? [], priceChanged ? was : null, now, at),
    payees: new Set(payees).size > 1 ? payees : [],
    payToChanged: isPayToDynamic({ payees })
      ? undefined
      : doubted(facts.payToChanged, was.payTo, now.payTo, at),
    hour: dynamicSince === undefined ? undefined : facts.hour,
  });
}

/** Three payees in six probes: not a rotation, not an alarm. */
export const isPayToDynamic = ({ payees = [] }: OfferFacts): boolean =>
  new Set(payees).size >= PAYEES_DYNAMIC;

/** The dearest of 30 days, in dollars of today: a cap holds against what may be charged again, not what that once was. */
export function highOf({ highs: past = [] }: OfferFacts, offer: OfferRecord): string | null {
  const { priceUsd } = offer;
  const first = past[0] === undefined ? null : usdNow(past[0], offer);
  if (first === null || priceUsd === null) return priceUsd ?? first;
  return compareDecimals(first, priceUsd) > 0 ? first : priceUsd;
}

/** A past price by the rate that prices the offer now, which its own amount and price tell; null where none does. */
function usdNow(past: PastPrice, { amount, priceUsd }: OfferRecord): string | null {
  if (past.amount === undefined) return past.usd;
  if (amount === null || priceUsd === null) return null;
  const product = multiplyDecimals(past.amount, priceUsd);
  return (product && divideDecimals(product, amount, DIGITS_MAX)) ?? past.usd;
}

/** The hour of a moving price with one more sight of it; what the hour before had, where that is over. */
export function countHour(
  { hour }: OfferFacts,
  seen: PriceSeen,
): { readonly hour: NonNullable<OfferFacts['hour']>; readonly over: readonly PriceSeen[] } {
  const at = Math.floor(seen.at / HOUR) * HOUR;
  if (hour?.at !== at)
    return { hour: { at, low: seen, high: seen }, over: hour === undefined ? [] : endsOf(hour) };
  const low = isDearer(hour.low, seen) ? seen : hour.low;
  const high = isDearer(seen, hour.high) ? seen : hour.high;
  return { hour: { at, low, high }, over: [] };
}

const endsOf = ({ low, high }: NonNullable<OfferFacts['hour']>): PriceSeen[] =>
  low.at === high.at ? [low] : low.at < high.at ? [low, high] : [high, low];

/** By amount: what is charged does not move with exchange rates. */
function isDearer(one: PriceSeen, other: PriceSeen): boolean {
  if (one.amountAtomic !== null && other.amountAtomic !== null)
    return BigInt(one.amountAtomic) > BigInt(other.amountAtomic);
  return one.amount !== null && other.amount !== null && compareDecimals(one.amount, other.amount) > 0;
}

function movesSince(since: number | undefined, changes: readonly number[], at: number): number | undefined {
  const first = changes[0] ?? at;
  const last = changes.at(-1) ?? at;
  if (since !== undefined) return at - last < CALM_AFTER_MS ? since : undefined;
  return changes.length === CHANGES_KEPT && last - first <= DYNAMIC_WITHIN_MS && at === last ? at : undefined;
}

/** Dearest first; what is no dearer than a later price says nothing. */
function highs(
  past: readonly PastPrice[],
  ended: OfferRecord | null,
  now: OfferRecord,
  at: number,
): readonly PastPrice[] {
  const fresh = [...past, ...pastPrice(ended, at)].filter(({ until }) => at - until < HIGHS_MS);
  const latest = pastPrice(now, at);
  return fresh
    .filter((one, index) => [...fresh.slice(index + 1), ...latest].every((later) => wasDearer(one, later)))
    .slice(0, HIGHS_MAX);
}

function pastPrice(offer: OfferRecord | null, until: number): PastPrice[] {
  if (offer === null || offer.priceUsd === null) return [];
  const { priceUsd: usd, amount, rateDate } = offer;
  return [rateDate === null || amount === null ? { usd, until } : { usd, amount, until }];
}

/** By amount where both have one, since dollars are of different days. */
const wasDearer = (one: PastPrice, other: PastPrice): boolean =>
  one.amount !== undefined && other.amount !== undefined
    ? compareDecimals(one.amount, other.amount) > 0
    : compareDecimals(one.usd, other.usd) > 0;

const lastPayees = (payees: readonly string[], payTo: string): string[] =>
  [...payees, payTo].slice(-PAYEES_KEPT);

/** A new payee is doubted until three probes over a day have seen it. */
function doubted(
  changed: OfferFacts['payToChanged'],
  was: string,
  now: string,
  at: number,
): OfferFacts['payToChanged'] {
  if (was !== now) return { from: was, at, seen: 1 };
  if (changed === undefined) return undefined;
  const seen = changed.seen + 1;
  const isBelieved = seen >= BELIEVED_AFTER.probes && at - changed.at >= BELIEVED_AFTER.ms;
  return isBelieved ? undefined : { ...changed, seen };
}

/** Only what is remarkable is kept: nearly every offer has nothing. */
function trimmed(facts: { readonly [Name in keyof OfferFacts]: OfferFacts[Name] | undefined }): OfferFacts {
  const all: readonly [string, unknown][] = Object.entries(facts);
  const kept = all.filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept);
}
