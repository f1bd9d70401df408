import { SeenItems } from './seen-items.js';
import { SourceError } from './source-error.js';
import { type PageAsked, type PageGiven, Walk } from './walk.js';

/** Most catalogues clamp it; what one page may weigh is bounded elsewhere. */
const LIMIT = 1_000;
const PAGES_MAX = 5_000;

/**
 * Reads a list that is paged by offset, and that changes meanwhile. Every item once, in pages without those that were
 * received before.
 *
 * Advances by items received: limits are clamped, pages come short. Each page is asked for some rows early, and has to
 * begin with a row we know. Where rows left the list before our place, those behind them moved up, and the page begins
 * with one we do not know: we then step back until it does, so nothing slips through however much moved. (A second look
 * at the whole list would cost as much again each time, and could itself be moved under.)
 *
 * Two things an overlap cannot see are looked for a second time, and only where fewer rows came than the list says it
 * has: rows that jumped ahead to where we had been, and whatever moved in a list that answers in whole pages alone,
 * `offset` rounded down to a multiple of `limit`, where no page can be asked early.
 *
 * It ends at an empty page, at the stated total, after {@link PAGES_MAX} pages, or where pages bring nothing new.
 */
export async function* walkPages(
  fetchPage: (asked: PageAsked) => Promise<PageGiven>,
  { limit = LIMIT, pagesMax = PAGES_MAX }: { readonly limit?: number; readonly pagesMax?: number } = {},
): AsyncGenerator<{ readonly items: readonly unknown[]; readonly total: number | null }> {
  const seen = new SeenItems();
  const walk = new Walk(limit);
  for (let pages = 0; pages < pagesMax && !walk.isOver; pages++) {
    const page = await fetchPage({ offset: walk.offset, limit: walk.limit }).catch((error: unknown) => {
      if (error instanceof SourceError && walk.askForLess(error.code)) return null;
      throw error;
    });
    if (page === null) continue;
    const keys = page.items.map((item) => seen.keyOf(item));
    if (walk.stepsBack(keys[0] !== undefined && seen.has(keys[0]))) continue;
    const fresh = page.items.filter((_item, index) => seen.add(keys[index] as number));
    if (fresh.length > 0) yield { items: fresh, total: page.total };
    walk.move(page, { first: keys[0] ?? null, fresh: fresh.length, seen: seen.size });
  }
}
