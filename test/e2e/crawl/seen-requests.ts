import { type SeenRequest } from '../../fleet/fleet.js';

/** A rate with room for some at once: what a bucket lets through. */
export interface Budget {
  readonly perSecond: number;
  readonly atOnce: number;
}

/**
 * By how many requests the fullest window, however long, exceeded what the budget lets through in its time; below zero
 * where all of it was never used.
 */
export function excess(requests: readonly SeenRequest[], { perSecond, atOnce }: Budget): number {
  const times = requests.map(({ at }) => at.getTime()).sort((one, other) => one - other);
  // The fullest window that ends with a request begins where `index - rate * time` was lowest.
  let lowest = Infinity;
  let worst = -Infinity;
  times.forEach((time, index) => {
    const ahead = index - (time * perSecond) / 1_000;
    lowest = Math.min(lowest, ahead);
    worst = Math.max(worst, ahead - lowest + 1 - atOnce);
  });
  return worst;
}

/** The most that were under way at one time. One that ended this very moment has made room. */
export function mostAtOnce(requests: readonly SeenRequest[]): number {
  const starts = requests.map(({ at }) => ({ time: at.getTime(), change: 1 }));
  const ends = requests.flatMap(({ endedAt }) => (endedAt ? [{ time: endedAt.getTime(), change: -1 }] : []));
  let [active, most] = [0, 0];
  for (const { change } of [...ends, ...starts].sort((one, other) => one.time - other.time)) {
    active += change;
    most = Math.max(most, active);
  }
  return most;
}
