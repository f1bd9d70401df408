import { remembering } from './remembering.js';

it('tells once what it remembers, null included, and no more than it may', () => {
  const asked: string[] = [];
  const tell = remembering((text) => (asked.push(text), text === 'nothing' ? null : text.toUpperCase()), 2);

  expect(['a', 'nothing', 'a', 'nothing'].map(tell)).toEqual(['A', null, 'A', null]);
  expect(asked).toEqual(['a', 'nothing']);
  expect(['b', 'a'].map(tell)).toEqual(['B', 'A']); // full: all forgotten
  expect(asked).toEqual(['a', 'nothing', 'b', 'a']);
});
