import { loanSize } from './address-limits.js';

describe('a loan', () => {
  it.each([
    ['the usual rates', { perSecond: 32, concurrency: 64 }, { tokens: 8, slots: 16 }],
    ['lower rates', { perSecond: 1, concurrency: 4 }, { tokens: 8, slots: 16 }],
    ['rates of a fleet of our own', { perSecond: 1_001, concurrency: 400 }, { tokens: 250, slots: 100 }],
  ])('is a quarter of a second at %s, and never less than is worth asking for', (_what, limits, size) => {
    expect(loanSize(limits)).toEqual(size);
  });
});
