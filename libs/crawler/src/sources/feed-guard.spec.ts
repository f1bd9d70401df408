import { type FeedGuard } from '@bazaar/catalog';

import { type PullCount, heldText, judgeCount, rowsMax } from './feed-guard.js';

const believed = (accepted: number | null): FeedGuard => ({ accepted, hold: null });
const whole = (rows: number): PullCount => ({ rows, stated: null, isStopped: false });
const after = (guard: FeedGuard, ...counts: readonly PullCount[]): FeedGuard =>
  counts.reduce(judgeCount, guard);

it.each([
  [null, Infinity],
  [0, 10_000],
  [1_000, 11_500],
  [100_000, 160_000],
])('takes, where %p rows were believed, no more than %p', (accepted, most) => {
  expect(rowsMax(believed(accepted))).toBe(most);
});

it.each([
  ['the first pull', null, 7],
  ['as many as before', 1_000, 1_000],
  ['a fifth less', 1_000, 800],
  ['half more and 10,000', 1_000, 11_500],
])('believes %s', (_what, accepted, rows) => {
  expect(judgeCount(believed(accepted), whole(rows))).toEqual(believed(rows));
});

describe('a feed that shrinks by more than a fifth', () => {
  it('is held, and measured by what it was', () => {
    expect(judgeCount(believed(1_000), whole(799))).toEqual({
      accepted: 1_000,
      hold: { for: 'shrink', rows: 799, pulls: 1 },
    });
  });

  it('is believed by the third pull in a row that agrees', () => {
    expect(after(believed(1_000), whole(500), whole(510)).hold).toMatchObject({ pulls: 2 });
    expect(after(believed(1_000), whole(500), whole(510), whole(490))).toEqual(believed(490));
  });

  it('begins anew where a pull says something else', () => {
    expect(after(believed(1_000), whole(500), whole(500), whole(300)).hold).toEqual({
      for: 'shrink',
      rows: 300,
      pulls: 1,
    });
  });

  it('is well again where it is back', () => {
    expect(after(believed(1_000), whole(0), whole(990))).toEqual(believed(990));
  });
});

describe('a feed that was stopped', () => {
  it('is held with what it states, and believed when three pulls have stated it', () => {
    const grown: PullCount = { rows: 11_500, stated: 200_000, isStopped: true };

    expect(judgeCount(believed(1_000), grown).hold).toEqual({ for: 'growth', rows: 200_000, pulls: 1 });
    expect(after(believed(1_000), grown, grown, grown)).toEqual(believed(200_000));
  });

  it('that states nothing grows step by step', () => {
    const grown: PullCount = { rows: 11_500, stated: null, isStopped: true };

    expect(after(believed(1_000), grown, grown, grown)).toEqual(believed(11_500));
  });

  it('is not told how large it may be', () => {
    const grown: PullCount = { rows: 11_500, stated: Number.MAX_SAFE_INTEGER, isStopped: true };

    expect(after(believed(1_000), grown, grown, grown).accepted).toBeLessThan(2_147_483_648);
  });
});

it('says what is held, and how it ends', () => {
  const held = judgeCount(believed(1_000), whole(500));

  expect(heldText(held)).toMatch(/shrank from 1000 to 500 rows.*3 pulls.*\(1 did\).*operator/);
  expect(heldText(believed(5))).toBeNull();
});
