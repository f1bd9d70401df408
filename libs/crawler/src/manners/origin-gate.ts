import { type BucketRate, type Clock, type TokenBucket, refill, reserve } from '@bazaar/kernel';
import { type Config } from '@bazaar/platform';

import { type Pause } from '../pause.js';

export interface GateLimits extends BucketRate {
  readonly concurrency: number;
}

/** What the operator lets one origin be asked. */
export const gateLimits = (
  config: Pick<Config, 'ORIGIN_REQUESTS_PER_SECOND' | 'ORIGIN_BURST' | 'ORIGIN_CONCURRENCY'>,
): GateLimits => ({
  perSecond: config.ORIGIN_REQUESTS_PER_SECOND,
  burst: config.ORIGIN_BURST,
  concurrency: config.ORIGIN_CONCURRENCY,
});

/** Every request to one origin passes here, as long as we hold its lease: so many a second, so many at once. */
export class OriginGate {
  private bucket: TokenBucket | null;
  private active = 0;
  private closed = false;
  private readonly waiting: (() => void)[] = [];

  constructor(
    stored: TokenBucket | null,
    private readonly limits: GateLimits,
    private readonly clock: Clock,
    private readonly pause: Pause,
  ) {
    this.bucket = stored;
  }

  /** One request, when it is its turn. Null where the signal aborted or the gate closed first: the request is then not made. */
  async pass<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T | null> {
    if (this.active >= this.limits.concurrency)
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.active++;
    const isStopped = (): boolean => signal.aborted || this.closed;
    try {
      if (isStopped()) return null;
      await this.turn(signal);
      return isStopped() ? null : await request();
    } finally {
      this.bucket = refill(this.bucket, this.limits, this.now(), this.active);
      const next = this.waiting.shift();
      if (next === undefined) this.active--;
      else next(); // the place goes to the next in line
    }
  }

  /** The origin wants no more requests: what waits here is not made, and nothing else passes. */
  close(): void {
    this.closed = true;
  }

  /** The turn of one request; what has passed awaits another for each further one, such as a redirect it follows. */
  async turn(signal: AbortSignal): Promise<void> {
    const { bucket, waitMs } = reserve(this.bucket, this.limits, this.now(), this.active - 1);
    this.bucket = bucket;
    if (waitMs > 0) await this.pause(waitMs, signal);
  }

  /** As it is now, for whoever holds the origin next. */
  state(): TokenBucket {
    return refill(this.bucket, this.limits, this.now());
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
