import { refill, reserve, spend } from './token-bucket.js';

const RATE = { perSecond: 1, burst: 4 };

describe('a token bucket', () => {
  it('starts full, lets a burst through, then makes each wait longer', () => {
    const waits: number[] = [];
    let bucket = null;
    for (let request = 0; request < 6; request++) {
      const reserved = reserve(bucket, RATE, 0);
      waits.push(reserved.waitMs);
      bucket = reserved.bucket;
    }

    expect(waits).toEqual([0, 0, 0, 0, 1000, 2000]);
  });

  it.each([
    ['half a second', 500, 1.5],
    ['an hour', 3_600_000, 4],
    ['no time', 0, 1],
    ['a clock set back', -60_000, 1],
  ])('holds after %s what came in', (_what, ms, tokens) => {
    expect(refill({ tokens: 1, at: 100_000 }, RATE, 100_000 + ms).tokens).toBe(tokens);
  });

  it('gives what is asked for at once or not at all, and says when there is enough', () => {
    const first = spend(null, RATE, 0, 3);
    const second = spend(first.bucket, RATE, 0, 3);

    expect([first.waitMs, second.waitMs, second.bucket.tokens]).toEqual([0, 2000, 1]);
    expect(spend(second.bucket, RATE, 2000, 3)).toEqual({ bucket: { tokens: 0, at: 2000 }, waitMs: 0 });
  });

  it('gives all it can hold to whoever asks for more', () => {
    expect(spend(null, RATE, 0, 100)).toEqual({ bucket: { tokens: 0, at: 0 }, waitMs: 0 });
  });
});
