import { fillPath, hasPlaceholder } from './route-template.js';

it.each([
  ['/users/:id', true],
  ['/users/{id}/posts', true],
  ['/users/%7Bid%7D', true],
  ['/users/%7bid%7d', true],
  ['/v1/model:predict', false],
  ['/users/42', false],
  ['/a{b/c}d', false],
  ['/', false],
])('%s is a path of a documentation: %s', (path, isTemplate) => {
  expect(hasPlaceholder(path)).toBe(isTemplate);
});

it('looks at a path in a time that grows with its length alone', () => {
  const startedAt = performance.now();

  expect(hasPlaceholder(`/${'{'.repeat(1_000_000)}`)).toBe(false);
  expect(hasPlaceholder(`/${'%7B'.repeat(300_000)}`)).toBe(false);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});

it.each([
  ['/users/:id', { id: '42' }, '/users/42'],
  ['/users/{id}/posts/{post}', { id: '42', post: 'a b/c' }, '/users/42/posts/a%20b%2Fc'],
  ['/users/%7Bid%7D', { id: '42' }, '/users/42'],
  ['/users/:id.json', { id: '42' }, '/users/42.json'],
  ['/users/42', { id: '43' }, '/users/42'],
  ['/users/:id', {}, null],
  ['/users/:id/:part', { id: '42' }, null],
  ['/users/:id', { id: '' }, null],
  ['/users/:id', { id: '..' }, null],
  ['/users/:constructor', {}, null],
])('fills %s with %j: %s', (path, values, filled) => {
  expect(fillPath(path, values as Record<string, string>)).toBe(filled);
});
