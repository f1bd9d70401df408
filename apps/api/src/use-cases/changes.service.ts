import { type ChangeFeedService, type FeedPage } from '@bazaar/feeds';
import { AppError } from '@bazaar/kernel';

import { ListingFilterInput } from '../input/listing-filter.input.js';
import { parseInput } from '../input/parse-input.js';

/** The change feed under a filter. A feed has no place to name what it left out, so what cannot be applied is refused. */
export class ChangesService {
  constructor(private readonly feed: ChangeFeedService) {}

  page({ first, after }: { first: number; after: string | null }, rawFilter: unknown): Promise<FeedPage> {
    const { filter, unapplied } = parseInput(ListingFilterInput, rawFilter);
    const [name] = unapplied;
    if (name !== undefined) throw new AppError('BAD_INPUT', `${name}: the feed cannot be filtered by it.`);
    return this.feed.page(after, first, filter);
  }
}
