/** Tokens as of a moment (epoch ms). Below zero: that many requests are already promised. */
export interface TokenBucket {
  readonly tokens: number;
  readonly at: number;
}

export interface BucketRate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * A clock that goes backwards neither gives nor takes tokens.
 * @param inHand tokens that were taken and may not be spent yet: they still fill the bucket, so that what was held up
 *   on its way and what comes after it are no larger a burst together
 */
export function refill(
  bucket: TokenBucket | null,
  { perSecond, burst }: BucketRate,
  now: number,
  inHand = 0,
): TokenBucket {
  if (bucket === null) return { tokens: burst, at: now };
  const elapsedMs = Math.max(0, now - bucket.at);
  const refilled = Math.min(burst - inHand, bucket.tokens + (elapsedMs * perSecond) / 1000);
  return { tokens: Math.min(burst, Math.max(bucket.tokens, refilled)), at: now };
}

/** Takes one token, now or promised: `waitMs` is how long its turn is away. */
export function reserve(
  bucket: TokenBucket | null,
  rate: BucketRate,
  now: number,
  inHand = 0,
): { readonly bucket: TokenBucket; readonly waitMs: number } {
  const { tokens, at } = refill(bucket, rate, now, inHand);
  const left = tokens - 1;
  return { bucket: { tokens: left, at }, waitMs: left >= 0 ? 0 : Math.ceil((-left * 1000) / rate.perSecond) };
}

/** Takes so many tokens at once, at most all there can be; none where there are too few: `waitMs` until there are. */
export function spend(
  bucket: TokenBucket | null,
  rate: BucketRate,
  now: number,
  count: number,
): { readonly bucket: TokenBucket; readonly waitMs: number } {
  const filled = refill(bucket, rate, now);
  const left = filled.tokens - Math.min(count, rate.burst);
  if (left >= 0) return { bucket: { ...filled, tokens: left }, waitMs: 0 };
  return { bucket: filled, waitMs: Math.ceil((-left * 1000) / rate.perSecond) };
}
