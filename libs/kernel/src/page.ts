/** One page of a longer list. `endCursor` is null only where the page is empty. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/**
 * Makes a page from one row more than was asked for: the extra row only tells that a next page exists.
 *
 * @param rows at most `limit + 1` rows, in order
 */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    hasNextPage: rows.length > limit,
    endCursor: last === undefined ? null : cursorOf(last),
  };
}
