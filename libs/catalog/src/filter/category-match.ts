import { categoriesNamed } from '@bazaar/x402';

/** Categories of a filter, groups taken apart, the same for the predicate and for SQL. */
export const categoryMatch = (categories: readonly string[]): readonly string[] => [
  ...new Set(categories.flatMap(categoriesNamed)),
];
