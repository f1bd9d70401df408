import { AppError, type Clock, Latest, type TokenBucket, spend } from '@bazaar/kernel';

/** Clients remembered, some 200 bytes each; who has not asked for the longest is forgotten, and begins anew. */
const CLIENTS_MAX = 20_000;

/** How much each client may read of this process: so much a minute, which may be at once. */
export class ReadBudget {
  private readonly buckets = new Latest<TokenBucket>(CLIENTS_MAX);

  constructor(
    private readonly perMinute: number,
    private readonly clock: Clock,
  ) {}

  /**
   * @param client see clientKey
   * @throws AppError RATE_LIMITED where so many are not left
   */
  spend(client: string, reads = 1): void {
    const rate = { perSecond: this.perMinute / 60, burst: this.perMinute };
    const known = this.buckets.get(client) ?? null;
    const { bucket, waitMs } = spend(known, rate, this.clock.now().getTime(), reads);
    this.buckets.set(client, bucket);
    if (waitMs > 0)
      throw new AppError('RATE_LIMITED', `At most ${this.perMinute} reads a minute.`, {
        retryAfterS: Math.ceil(waitMs / 1000),
      });
  }
}
