import { nextTry } from './next-run.js';

const now = new Date('2026-11-20T12:00:00.000Z');
const minutes = (time: Date): number => (time.getTime() - now.getTime()) / 60_000;

it.each([
  [0, 5],
  [1, 15],
  [2, 60],
  [3, 360],
  [1_000, 360],
])('after %p failures before this one, it is tried again in %p minutes', (failures, wait) => {
  expect(minutes(nextTry(now, failures, null))).toBe(wait);
});

it('is never tried before the other side allows it', () => {
  expect(minutes(nextTry(now, 0, new Date(now.getTime() + 90 * 60_000)))).toBe(90);
  expect(minutes(nextTry(now, 2, new Date(now.getTime() + 60_000)))).toBe(60);
});
