import { type SeenRequest } from '../../fleet/fleet.js';
import { excess, mostAtOnce } from './seen-requests.js';

const START = Date.parse('2026-11-20T12:00:00Z');

const seen = (fromMs: number, toMs: number | null = fromMs): SeenRequest => ({
  ...{
    origin: 'http://127.0.0.1:1',
    method: 'GET',
    path: '/',
    headerNames: [],
    userAgent: null,
    bodyBytes: 0,
  },
  at: new Date(START + fromMs),
  endedAt: toMs === null ? null : new Date(START + toMs),
});

describe('what was seen', () => {
  it.each([
    ['one request', [0], -3],
    ['all at once', [0, 0, 0, 0], 0],
    ['one too many at once', [0, 0, 0, 0, 0], 1],
    ['all at once, then at the rate', [0, 0, 0, 0, 1000, 2000, 3000], 0],
    ['half a second too early', [0, 0, 0, 0, 500], 0.5],
    ['too many at once after a quiet time', [0, 9000, 9000, 9000, 9000, 9000], 1],
  ])('exceeds a budget of 1 a second and 4 at once by %s', (_what, times, by) => {
    expect(
      excess(
        times.map((ms) => seen(ms)),
        { perSecond: 1, atOnce: 4 },
      ),
    ).toBe(by);
  });

  it('counts what is under way at one time', () => {
    expect(mostAtOnce([seen(0, 10), seen(10, 20), seen(15, null), seen(16, 17)])).toBe(3);
  });
});
