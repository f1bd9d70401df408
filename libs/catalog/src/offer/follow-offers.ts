import { type Issue, issue } from '@bazaar/x402';

import {
  type OfferFacts,
  type PriceSeen,
  countHour,
  countOffer,
  highOf,
  isPayToDynamic,
} from './offer-facts.js';
import { type OfferRecord } from './offer-record.js';

/** By offer key. */
export type OffersFacts = Readonly<Record<string, OfferFacts>>;

export interface FollowedOffers {
  readonly offers: readonly OfferRecord[];
  readonly facts: OffersFacts;
  /** What the hour that is over had, of prices that move. */
  readonly hourly: readonly { readonly offer: OfferRecord; readonly at: Date }[];
}

/**
 * What a good probe makes of a listing's offers, given what was known of them: prices that move are called DYNAMIC, a
 * new payee is doubted, one that differs from answer to answer is called that. Pure.
 */
export function followOffers(
  before: { readonly offers: readonly OfferRecord[]; readonly facts: OffersFacts },
  seen: readonly OfferRecord[],
  at: Date,
): FollowedOffers {
  const known = new Map(before.offers.filter(isProbed).map((offer) => [offer.key, offer]));
  const facts: Record<string, OfferFacts> = {};
  const hourly: { offer: OfferRecord; at: Date }[] = [];
  const offers = seen.map((offer) => {
    const was = known.get(offer.key);
    const old = factsOf(before.facts, offer.key);
    let counted = was === undefined ? old : countOffer(old, was, offer, at.getTime());
    if (counted.dynamicSince !== undefined) {
      const { hour, over } = countHour(counted, priceSeen(offer, at));
      counted = { ...counted, hour };
      hourly.push(...over.map((point) => ({ offer: pricedAs(offer, point), at: new Date(point.at) })));
    }
    if (Object.keys(counted).length > 0) facts[offer.key] = counted;
    return shownBy(counted, offer, was);
  });
  return { offers, facts, hourly };
}

/** An answer read anew: what is remembered of its offers holds, and nothing is counted. */
export function rememberOffers(
  before: { readonly offers: readonly OfferRecord[]; readonly facts: OffersFacts },
  read: readonly OfferRecord[],
): readonly OfferRecord[] {
  const known = new Map(before.offers.filter(isProbed).map((offer) => [offer.key, offer]));
  return read.map((offer) => shownBy(factsOf(before.facts, offer.key), offer, known.get(offer.key)));
}

/** The offer with the dearest it was, as its own price has it: for one that was priced anew. */
export const withHigh = (offer: OfferRecord, facts: OffersFacts): OfferRecord => ({
  ...offer,
  priceUsdHigh30d: highOf(factsOf(facts, offer.key), offer),
});

/** The offer as its history has it. A payee that is never the same is shown as it was first: no news each time. */
function shownBy(facts: OfferFacts, offer: OfferRecord, was: OfferRecord | undefined): OfferRecord {
  const isDynamic = isPayToDynamic(facts);
  return {
    ...offer,
    payTo: isDynamic ? (was?.payTo ?? offer.payTo) : offer.payTo,
    priceKind: facts.dynamicSince === undefined ? offer.priceKind : 'DYNAMIC',
    priceUsdHigh30d: highOf(facts, offer),
    issues: [...offer.issues, ...payeeIssues(facts, isDynamic)],
  };
}

function payeeIssues({ payToChanged }: OfferFacts, isDynamic: boolean): Issue[] {
  if (isDynamic) return [issue('pay-to-dynamic')];
  return payToChanged === undefined ? [] : [issue('pay-to-changed', `was ${payToChanged.from}`)];
}

const factsOf = (facts: OffersFacts, key: string): OfferFacts =>
  (Object.hasOwn(facts, key) ? facts[key] : undefined) ?? {};

const isProbed = ({ evidence }: OfferRecord): boolean => evidence === 'PROBED';

const priceSeen = ({ amountAtomic, amount, priceUsd, payTo }: OfferRecord, at: Date): PriceSeen => ({
  at: at.getTime(),
  amountAtomic: amountAtomic?.toString() ?? null,
  amount,
  priceUsd,
  payTo,
});

const pricedAs = (offer: OfferRecord, { amountAtomic, amount, priceUsd, payTo }: PriceSeen): OfferRecord => ({
  ...offer,
  ...{ amount, priceUsd, payTo },
  amountAtomic: amountAtomic === null ? null : BigInt(amountAtomic),
});
