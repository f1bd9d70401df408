import { type ListingFilter, LISTING_STATES } from '@bazaar/catalog';
import { AppError } from '@bazaar/kernel';

import { CANDIDATES_MAX, type CandidatePage, type CountQuery, type SearchEngine } from '../search-engine.js';
import { effectiveFilter } from './effective-filter.js';
import { type Hint, type SearchInput } from './search-input.js';

const KNOWN_MAX = 10_000;
const COUNT_MAX = 1_000;
/** Each costs a count, and nobody reads more. */
const HINTS_MAX = 10;
/** Values of a filter that are looked up for one answer. */
const VALUES_MAX = 16;

type Question = Pick<SearchInput, 'text' | 'filter' | 'budget'>;

/** What would make an answer better: counted, never guessed. */
export class Hints {
  /** Values that some listing has: asked about once. */
  private known = new Set<string>();

  constructor(private readonly engine: Pick<SearchEngine, 'count'>) {}

  async of(input: Question, page: Pick<CandidatePage, 'mode' | 'total'>): Promise<Hint[]> {
    const unknown = await orNone(this.unknownValues(input.filter));
    const drop = page.mode === 'EMPTY' ? await orNone(this.dropFilters(input)) : [];
    return [...narrow(page), ...unknown, ...drop].slice(0, HINTS_MAX);
  }

  private async unknownValues(filter: ListingFilter): Promise<Hint[]> {
    const values = [
      ...(filter.networks ?? []).map((value) => ({ field: 'networks' as const, value })),
      ...(filter.assets ?? []).map((value) => ({ field: 'assets' as const, value })),
      ...(filter.categories ?? []).map((value) => ({ field: 'categories' as const, value })),
    ]
      .filter(({ field, value }) => !this.known.has(`${field} ${value}`))
      .slice(0, VALUES_MAX);
    if (values.length === 0) return [];
    const counts = await this.engine.count(
      values.map(({ field, value }) => ({
        text: null,
        filter: { [field]: [value], environment: 'ANY', states: LISTING_STATES },
      })),
      1,
    );
    if (this.known.size > KNOWN_MAX) this.known = new Set();
    return values.flatMap(({ field, value }, index) => {
      if (counts[index] !== 0) {
        this.known.add(`${field} ${value}`);
        return [];
      }
      const message = `No listing has ${value} among its ${field}.`;
      return [{ code: 'UNKNOWN_VALUE', filter: field, value, hits: null, message }];
    });
  }

  /** Each filter that alone stands between the text and some hits. */
  private async dropFilters({ text, filter, budget }: Question): Promise<Hint[]> {
    const without: { name: string; query: CountQuery }[] = DROPPABLE.filter(
      (field) => filter[field] !== undefined,
    ).map((field) => ({
      name: PUBLIC_NAMES[field] ?? field,
      query: { text, filter: effectiveFilter({ ...filter, [field]: undefined }, budget) },
    }));
    if (budget.perCallUsdMicros !== undefined || budget.totalUsdMicros !== undefined)
      without.push({ name: 'budget', query: { text, filter: effectiveFilter(filter, { calls: 1 }) } });
    // Silent, it limits too: who looks for something on a test network should be told so.
    if (filter.environment !== 'ANY')
      without.push({
        name: 'environment',
        query: { text, filter: effectiveFilter({ ...filter, environment: 'ANY' }, budget) },
      });
    if (without.length === 0) return [];
    const tried = without.slice(0, HINTS_MAX);
    const counts = await this.engine.count(
      tried.map(({ query }) => query),
      COUNT_MAX,
    );
    return tried.flatMap(({ name }, index) => {
      const hits = counts[index] ?? 0;
      const many = hits === COUNT_MAX ? `at least ${hits}` : `${hits}`;
      const message = `Without ${name} there would be ${many} hits.`;
      return hits === 0 ? [] : [{ code: 'DROP_FILTER', filter: name, value: null, hits, message }];
    });
  }
}

/** What cannot be counted in time is not hinted at: the answer itself has been found. */
async function orNone(hints: Promise<Hint[]>): Promise<Hint[]> {
  try {
    return await hints;
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNAVAILABLE') return [];
    throw error;
  }
}

const narrow = ({ total }: Pick<CandidatePage, 'total'>): Hint[] =>
  total <= CANDIDATES_MAX
    ? []
    : [
        {
          code: 'NARROW',
          filter: 'text',
          value: null,
          hits: total,
          message: `Only the first ${CANDIDATES_MAX} hits can be paged: add words or filters.`,
        },
      ];

const PUBLIC_NAMES: Readonly<Partial<Record<keyof ListingFilter, string>>> = {
  maxUsdMicros: 'maxPriceUsd',
  minUsdMicros: 'minPriceUsd',
};

const DROPPABLE: readonly (keyof ListingFilter)[] = [
  'types',
  'networks',
  'assets',
  'schemes',
  'maxUsdMicros',
  'minUsdMicros',
  'payTo',
  'methods',
  'origins',
  'tags',
  'extensions',
  'categories',
  'paymentFlows',
  'priceKinds',
  'urlSubstring',
  'excludeOrigins',
  'excludePayTo',
  'probedSince',
  'callable',
  'states',
  'evidence',
  'payability',
  'supportsSignIn',
  'ownerVerified',
  'minUptime',
  'changedSince',
];
