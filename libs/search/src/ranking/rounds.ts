import { type OfferFacts } from '@bazaar/catalog';

interface Sold {
  readonly origin: string;
  readonly offer: Pick<OfferFacts, 'payTo'> | null;
}

/**
 * The round of each hit, in the order given: how many earlier hits its origin, or its payee, already has, divided by
 * how many may come in one round. Nobody fills a page alone, and nothing is lost.
 */
export function assignRounds(
  hits: readonly Sold[],
  perRound: number,
  named: { readonly origins: readonly string[]; readonly payTo: string | undefined },
): number[] {
  const origins = new Map<string, number>();
  const payees = new Map<string, number>();
  const namedPayee = named.payTo?.toLowerCase();
  return hits.map(({ origin, offer }) => {
    const payee = offer === null ? null : payeeKey(origin, offer.payTo);
    const byOrigin = named.origins.includes(origin) ? 0 : counted(origins, origin);
    const byPayee = payee === null || offer?.payTo.toLowerCase() === namedPayee ? 0 : counted(payees, payee);
    return Math.floor(Math.max(byOrigin, byPayee) / perRound);
  });
}

/** How many came before this one. */
function counted(counts: Map<string, number>, key: string): number {
  const before = counts.get(key) ?? 0;
  counts.set(key, before + 1);
  return before;
}

const ADDRESS_LENGTH_MIN = 20;

/** A payee that is no address (`merchant`, or nothing) means another one at each origin. */
const payeeKey = (origin: string, payTo: string): string =>
  payTo.length < ADDRESS_LENGTH_MIN ? `${origin} ${payTo}` : payTo;
