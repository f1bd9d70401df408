/** How a catalogue pages. */
export interface ListHabits {
  /** More than this is never given, whatever is asked. */
  readonly clamp?: number;
  /** Every so many pages come this much short of the limit. */
  readonly short?: { readonly every: number; readonly by: number };
  /** `offset` is rounded down to a multiple of `limit`. */
  readonly aligned?: boolean;
  /** Nothing is said of the whole. */
  readonly silent?: boolean;
  /** Called after each page but the first: what happens to the list meanwhile. */
  readonly meanwhile?: (rows: unknown[], page: number) => void;
}

export interface ListPage {
  readonly items: readonly unknown[];
  readonly limit: number;
  readonly offset: number;
  readonly total: number;
}

/** A list that is asked for by offset and limit, and does what lists do. */
export class ChangingList {
  asked = 0;

  constructor(
    readonly rows: unknown[],
    private readonly habits: ListHabits = {},
  ) {}

  page(offset: number, limit: number): ListPage {
    const { clamp = 1_000, short, aligned = false, meanwhile } = this.habits;
    if (this.asked > 0) meanwhile?.(this.rows, this.asked);
    this.asked++;
    const applied = Math.min(limit, clamp);
    const start = aligned ? Math.floor(offset / applied) * applied : offset;
    const isShort = short !== undefined && this.asked % short.every === 0;
    const given = isShort ? Math.max(1, applied - short.by) : applied;
    const items = this.rows.slice(start, start + given);
    return { items, limit: applied, offset, total: this.rows.length };
  }

  get isSilent(): boolean {
    return this.habits.silent ?? false;
  }
}

/** Takes so many rows out of the front, where the reader has been. */
export const leave =
  (count: number) =>
  (rows: unknown[]): void =>
    void rows.splice(0, count);

/** Puts so many new rows to the front. */
export const arrive =
  (count: number) =>
  (rows: unknown[], page: number): void =>
    void rows.unshift(...Array.from({ length: count }, (_, index) => `new ${page}.${index}`));

/** The last row moves to the front, as in a list that is ordered by its latest change. */
export const jumpAhead = (rows: unknown[]): void => void rows.unshift(rows.pop());
