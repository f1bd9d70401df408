import { type CatalogStats, type StatsRepository } from '@bazaar/catalog';
import { type ChangeFeedService } from '@bazaar/feeds';
import { type Clock } from '@bazaar/kernel';

import { Recent } from './recent.js';

const KEPT_MS = 10_000;

export interface StatsAnswer extends CatalogStats {
  readonly cursor: string;
  readonly asOf: Date;
}

/** Figures over the whole catalogue, counted at most every ten seconds. */
export class StatsService {
  private readonly recent: Recent<StatsAnswer>;

  constructor(stats: StatsRepository, feed: ChangeFeedService, clock: Clock) {
    this.recent = new Recent(clock, KEPT_MS, async () => {
      const asOf = clock.now();
      // First, so that a follower who starts here misses nothing that the figures already hold.
      const cursor = await feed.endCursor();
      return { ...(await stats.read()), cursor, asOf };
    });
  }

  read(): Promise<StatsAnswer> {
    return this.recent.get();
  }
}
