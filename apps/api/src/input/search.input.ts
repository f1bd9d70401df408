import { FACET_FIELDS, SEARCH_SORTS } from '@bazaar/search';
import { z } from 'zod';

import { list, network, oneOf, optional, origin, text, usdCap } from './fields.js';
import { ListingFilterInput } from './listing-filter.input.js';

const CALLS_MAX = 1_000_000_000;
const callsRange = `must be a whole number from 1 to ${CALLS_MAX}.`;
const calls = z.number(callsRange).int(callsRange).min(1, callsRange).max(CALLS_MAX, callsRange);

const rounds = 'must be a whole number from 0 to 100.';

const PreferInput = z
  .strictObject({
    networks: list(network),
    avoidNetworks: list(network),
    assets: list(text(256)),
    schemes: list(text(64)),
    origins: list(origin),
  })
  .nullish()
  .transform((prefer) => prefer ?? {});

const BudgetInput = z
  .strictObject({ perCallUsd: optional(usdCap), totalUsd: optional(usdCap), calls: optional(calls) })
  .nullish()
  .transform((budget) => ({
    perCallUsdMicros: budget?.perCallUsd,
    totalUsdMicros: budget?.totalUsd,
    calls: budget?.calls ?? 1,
  }));

/** A search as every surface takes it. Empty text means: rank by the filters, preferences and quality alone. */
export const SearchInput = z.strictObject({
  text: optional(z.string('must be text.').max(1_000, 'must be at most 1000 characters.')),
  filter: ListingFilterInput,
  prefer: PreferInput,
  budget: BudgetInput,
  sort: optional(oneOf(SEARCH_SORTS)),
  facets: list(oneOf(FACET_FIELDS)),
  perOriginMax: optional(z.number(rounds).int(rounds).min(0, rounds).max(100, rounds)),
});

export type SearchAsked = z.output<typeof SearchInput>;
