import fc from 'fast-check';

import { canonicalJson, writeCanonical } from './canonical-json.js';
import { JsonBytes } from './json-bytes.js';

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const written = (value: unknown) => textOf(canonicalJson(value));

it.each<[string, unknown, string]>([
  ['keys out of order', { b: 1, a: [{ d: 1, c: 2 }] }, '{"a":[{"c":2,"d":1}],"b":1}'],
  ['nothing', undefined, 'null'],
  ['a field that is not there', { a: undefined, b: [undefined] }, '{"b":[null]}'],
  ['a large integer', { n: 10n }, '{"n":"10"}'],
  ['a key of the prototype', JSON.parse('{"__proto__":1}'), '{"__proto__":1}'],
  ['numbers that JSON has not', [Number.NaN, Number.POSITIVE_INFINITY, -0], '[null,null,0]'],
  ['what must be escaped', ['"', '\\', '\n', '\ud800', '😀'], '["\\"","\\\\","\\n","\\ud800","😀"]'],
])('writes %s', (_what, value, text) => expect(written(value)).toBe(text));

it('writes what JSON would, whatever the value is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' }), (value) => {
      expect(JSON.parse(written(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('writes more than it had room for', () => {
  const long = ['a'.repeat(100_000), 'é'.repeat(100_000), '\n'.repeat(100_000)];

  expect(written(long)).toBe(JSON.stringify(long));
  expect(written([1])).toBe('[1]');
});

it('puts few keys and many in the same order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string(), { maxLength: 40 }), (names) => {
      const fields = [...names].sort().map((name) => `${JSON.stringify(name)}:0`);

      expect(written(Object.fromEntries(names.map((name) => [name, 0])))).toBe(`{${fields.join(',')}}`);
    }),
  );
});

it('keeps what it gave when it writes again', () => {
  const before = canonicalJson([1]);
  canonicalJson([2]);

  expect(textOf(before)).toBe('[1]');
});

it('ends, however deep the value is', () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];

  expect(written(deep)).toBe(`${'['.repeat(100)}null${']'.repeat(100)}`);
});

it('leaves fields out by name, but not below those that are kept', () => {
  const leftOut = { names: new Set(['nonce']), keptBelow: new Set(['schema']) };
  const value = { a: 1, nonce: 2, in: [{ nonce: 3 }], schema: { nonce: 4 } };

  const out = new JsonBytes();

  writeCanonical(out, 'of');
  writeCanonical(out, value, leftOut);

  expect(textOf(out.take())).toBe('"of"{"a":1,"in":[{}],"schema":{"nonce":4}}');
});
