import { CATEGORIES } from './categories.data.js';
import { categoriesNamed } from './categories-named.js';

it('takes a group for all that is in it', () => {
  const groups = new Set(CATEGORIES.map(({ name }) => name.split('/')[0] ?? ''));

  expect(categoriesNamed('ai')).toContain('ai/ocr');
  expect(categoriesNamed(' AI ')).toEqual(categoriesNamed('ai'));
  expect([...groups].flatMap((group) => categoriesNamed(group)).sort()).toEqual(
    CATEGORIES.map(({ name }) => name).sort(),
  );
});

it.each(['data/fx', 'ai/nothing-of-ours', 'a', 'ai/', '/', '', '__proto__', 'constructor'])(
  'takes %j for itself',
  (name) => expect(categoriesNamed(name)).toEqual([name]),
);
