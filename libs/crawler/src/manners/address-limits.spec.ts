import { tokensAtOnce } from './address-limits.js';

it.each([
  ['eight requests at the usual rate', 32, 8],
  ['eight at a lower one: fewer would not be worth asking for', 1, 8],
  ['a quarter of a second at a higher one', 1_001, 250],
])('a loan is %s', (_what, perSecond, tokens) => {
  expect(tokensAtOnce({ perSecond, concurrency: 64 })).toBe(tokens);
});
