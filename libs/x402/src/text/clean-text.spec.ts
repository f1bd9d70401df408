import fc from 'fast-check';
import { cleanParagraphs, cleanText, hasUnseen } from './clean-text.js';
import { isBoundedJson, parseJson } from './parse-json.js';

it.each<[string, unknown, string | null]>([
  ['plain text', 'Weather', 'Weather'],
  ['white space around', '  Weather \n', 'Weather'],
  ['line breaks', 'a\r\nb\tc', 'a b c'],
  ['NUL', 'a\u0000b', 'ab'],
  ['zero width', 'a\u200bb\ufeffc', 'abc'],
  ['bidirectional', '\u202egnp.exe\u2069', 'gnp.exe'],
  ['a lone surrogate', 'a\ud800b', 'ab'],
  ['a whole pair', 'a\u{1f600}', 'a\u{1f600}'],
  ['tag characters', 'a\u{e0041}b', 'ab'],
  ['a text too long', 'abcdefghijkl', 'abcdefghij'],
  ['a pair across the cut', 'abcdefghi\u{1f600}', 'abcdefghi'],
  ['nothing left', '\u200b', null],
  ['a number', 5, null],
])('cleans %s', (_what, text, expected) => expect(cleanText(text, 10)).toBe(expected));

it('keeps the line breaks of a description', () => {
  expect(cleanParagraphs('a\r\nb\u0000\tc', 100)).toBe('a\nb c');
  expect(hasUnseen('a\nb\tc')).toBe(false);
  expect(hasUnseen('a\u202eb')).toBe(true);
});

it('leaves nothing that Postgres refuses, and never more than was asked', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.integer({ min: 1, max: 50 }),
      (text, max) => {
        const cleaned = cleanText(text, max) ?? '';
        expect(cleaned.length).toBeLessThanOrEqual(max);
        expect(hasUnseen(cleaned)).toBe(false);
        expect(cleanText(cleaned, max) ?? '').toBe(cleaned);
      },
    ),
  );
});

it('measures JSON before it is parsed', () => {
  expect(parseJson('{"a":"]]]]{{{{\\"["}').ok).toBe(true);
  expect(parseJson('\ufeff{}').ok).toBe(true);
  expect(parseJson('['.repeat(64) + ']'.repeat(64)).ok).toBe(true);
  expect(parseJson('['.repeat(65) + ']'.repeat(65))).toEqual({ ok: false, error: 'too-deep' });
  expect(parseJson(`"${'x'.repeat(262_144)}"`)).toEqual({ ok: false, error: 'too-large' });
  expect(parseJson('{')).toEqual({ ok: false, error: 'not-json' });
});

it('measures what somebody else parsed', () => {
  expect(isBoundedJson(JSON.parse('['.repeat(5000) + ']'.repeat(5000)))).toBe(false);
  expect(isBoundedJson(Array(300_000).fill(0))).toBe(false);
  expect(isBoundedJson(Array(3).fill('x'.repeat(100_000)))).toBe(false);
  expect(isBoundedJson({ ['x'.repeat(300_000)]: 1 })).toBe(false);
  expect(isBoundedJson('\u0000'.repeat(50_000))).toBe(false);
  expect(isBoundedJson('x'.repeat(50_000))).toBe(true);
  expect(isBoundedJson({ a: [1, { b: null }] })).toBe(true);
});
