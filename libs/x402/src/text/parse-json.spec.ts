import fc from 'fast-check';

import { parseJson } from './parse-json.js';

const nested = (depth: number, inside = '1') => '['.repeat(depth) + inside + ']'.repeat(depth);

it.each<[string, string, string]>([
  ['more characters than any challenge has', `"${'a'.repeat(256 * 1024)}"`, 'too-large'],
  ['deeper data than any challenge holds', nested(65), 'too-deep'],
  ['brackets that never close', '['.repeat(100_000), 'too-deep'],
  ['depth behind a string with quotes and backslashes', `["a\\"\\\\",${nested(64)}]`, 'too-deep'],
  ['a string that never ends', `"${'['.repeat(100)}`, 'not-json'],
  ['a string whose last quote is escaped', '"a\\"', 'not-json'],
  ['nothing', '', 'not-json'],
])('refuses %s', (_what, text, error) => expect(parseJson(text)).toEqual({ ok: false, error }));

it.each<[string, string, unknown]>([
  ['as deep as it may be', nested(64), JSON.parse(nested(64))],
  ['with brackets inside strings', JSON.stringify(['['.repeat(100)]), ['['.repeat(100)]],
  ['with a byte order mark', '\ufeff{"a":1}', { a: 1 }],
])('reads JSON %s', (_what, text, value) => expect(parseJson(text)).toEqual({ ok: true, value }));

it('takes no bracket of a string for one of the data', () => {
  const text = fc.string({ unit: fc.constantFrom('"', '\\', '[', '{', ']', '}', 'a') });

  fc.assert(
    fc.property(fc.array(text), fc.integer({ min: 1, max: 70 }), (texts, depth) => {
      const json = nested(depth, JSON.stringify({ texts }));

      expect(parseJson(json).ok).toBe(depth + 2 <= 64);
    }),
  );
});
