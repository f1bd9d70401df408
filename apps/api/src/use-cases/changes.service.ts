import { type ChangeFeedService, type FeedPage } from '@bazaar/feeds';

import { ListingFilterInput } from '../input/listing-filter.input.js';
import { parseInput } from '../input/parse-input.js';

/** The change feed under a filter. */
export class ChangesService {
  constructor(private readonly feed: ChangeFeedService) {}

  page({ first, after }: { first: number; after: string | null }, rawFilter: unknown): Promise<FeedPage> {
    return this.feed.page(after, first, parseInput(ListingFilterInput, rawFilter));
  }
}
