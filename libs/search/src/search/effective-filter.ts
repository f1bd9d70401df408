import { type ListingFilter } from '@bazaar/catalog';

import { type Budget } from './search-input.js';

/**
 * The filter with all that is silent in it: the smallest of the caps, mainnet only, nothing that nobody can pay.
 * The cap of a total is rounded down once, to millionths.
 */
export function effectiveFilter(filter: ListingFilter, budget: Budget): ListingFilter {
  const perCall =
    budget.totalUsdMicros === undefined ? undefined : budget.totalUsdMicros / BigInt(budget.calls);
  const caps = [filter.maxUsdMicros, budget.perCallUsdMicros, perCall].filter((cap) => cap !== undefined);
  const [first, ...others] = caps;
  return {
    ...filter,
    environment: filter.environment ?? 'MAINNET',
    ...(filter.payability === undefined && { blocked: false }),
    ...(first !== undefined && {
      maxUsdMicros: others.reduce((least, cap) => (cap < least ? cap : least), first),
    }),
  };
}
