import {
  type BrowsedListing,
  type ListingFilter,
  type ListingRepository,
  type ListingSort,
  type ListingSummary,
  TOTAL_EXACT_MAX,
  type Total,
} from '@bazaar/catalog';
import { type Clock, type Page } from '@bazaar/kernel';

import { Recent } from './recent.js';
import { type Turns } from './turns.js';

const TOTAL_KEPT_MS = 1_000;

export interface ListedPage {
  readonly listings: readonly ListingSummary[];
  readonly total: number;
}

/** Browsing without ranking: by keyset, or by offset as the standard discovery API has it. */
export class BrowseService {
  /** Every offset walker asks for it with every page, and it is the one total that must be exact. */
  private readonly unfilteredTotal: Recent<Total>;

  /** @param turns few filters have an index of their own, so that a page may walk through much of the catalogue */
  constructor(
    private readonly listings: ListingRepository,
    private readonly turns: Turns,
    clock: Clock,
  ) {
    this.unfilteredTotal = new Recent(clock, TOTAL_KEPT_MS, () =>
      turns.take(() => listings.count({}, Number.MAX_SAFE_INTEGER - 1)),
    );
  }

  page(
    filter: ListingFilter,
    sort: ListingSort,
    first: number,
    after: string | null,
  ): Promise<Page<BrowsedListing>> {
    return this.turns.take(() => this.listings.browse(filter, sort, first, after));
  }

  total(filter: ListingFilter): Promise<Total> {
    return this.turns.take(() => this.listings.count(filter));
  }

  /** First listed first. The unfiltered total is exact; a filtered one is at least what shows that more exist. */
  async list(filter: ListingFilter, limit: number, offset: number): Promise<ListedPage> {
    const listings = await this.turns.take(() => this.listings.list(filter, limit, offset));
    return { listings, total: await this.listTotal(filter, listings.length, limit, offset) };
  }

  private async listTotal(
    filter: ListingFilter,
    found: number,
    limit: number,
    offset: number,
  ): Promise<number> {
    const isLast = found < limit && (found > 0 || offset === 0);
    if (isLast) return offset + found;
    const isFiltered = Object.values(filter).some((value) => value !== undefined);
    const { count } = isFiltered
      ? await this.turns.take(() =>
          this.listings.count(filter, Math.max(TOTAL_EXACT_MAX, offset + limit + 1)),
        )
      : await this.unfilteredTotal.get();
    return Math.max(count, found === 0 ? 0 : offset + found);
  }
}
