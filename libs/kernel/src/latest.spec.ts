import { Latest } from './latest.js';

it('forgets what nobody has asked for the longest', () => {
  const latest = new Latest<number>(2);
  latest.set('a', 1);
  latest.set('b', 2);

  latest.get('a');
  latest.set('c', 3);

  expect(['a', 'b', 'c'].map((key) => latest.get(key))).toEqual([1, undefined, 3]);
});

it('forgets what it is told to', () => {
  const latest = new Latest<number>(2);
  latest.set('a', 1);

  latest.delete('a');

  expect(latest.get('a')).toBeUndefined();
});
