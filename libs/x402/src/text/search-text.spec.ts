import fc from 'fast-check';
import { searchText, searchWords } from './search-text.js';

it.each([
  ['full-width letters', 'ＦＸ　ｒａｔｅ', 'fx rate'],
  ['ligatures', 'ﬁnance oﬃce', 'finance office'],
  ['accents', 'Café Ångström naïve', 'cafe angstrom naive'],
  ['accents of their own', 'Cafe\u0301', 'cafe'],
  ['letters without a base', 'Straße Øresund Łódź Đà Nẵng', 'strasse oresund lodz da nang'],
  ['the sign of a token', 'USD₮0', 'usdt0'],
  ['capitals of any script', 'ПОГОДА ΤΙΜΗ', 'погода τιμη'],
  ['a dotted capital', 'İstanbul', 'istanbul'],
  ['camel case', 'getCurrentWeather fxRate2USD', 'get current weather fx rate2 usd'],
  ['camel case beyond ASCII', 'prévisionMétéo', 'prevision meteo'],
  ['unseen characters', 'we\u200bath\u00ader\u202e', 'weather'],
  ['circled and raised signs', '①²', '12'],
  ['quotation marks', '“fx rate”', '"fx rate"'],
  ['stacked marks', `z${'\u0335\u0320'.repeat(40)}algo`, 'zalgo'],
  ['an alphabet for formulas', '𝓌𝑒𝒶𝓉𝒽𝑒𝓇', 'weather'],
])('makes %s plain', (_what, text, plain) => expect(searchText(text)).toBe(plain));

it.each([
  ['vowel signs', 'मौसम का हाल'],
  ['syllables', '날씨 예보'],
  ['kana with their marks', 'がぎぐ パン'],
  ['characters', '天気予報'],
  ['signs', 'gpt-4 "exact phrase" -stock'],
])('leaves %s as they are', (_what, text) => expect(searchText(text)).toBe(text));

it.each([
  ['getCurrentWeather', ['get', 'current', 'weather']],
  ['/v1/fx-rates/:from_to', ['v1', 'fx', 'rates', 'from', 'to']],
  ['HTTPServer', ['httpserver']],
  ['prix du blé', ['prix', 'du', 'ble']],
  ['मौसम?', ['मौसम']],
  ['天気予報', ['天気予報']],
  ['a\u0000b', ['a', 'b']],
  ['?! — ', []],
])('takes %j apart into %j', (text, words) => expect(searchWords(text)).toEqual(words));

it('is the same for every way to encode a text, and for what it made itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const plain = searchText(text);

      expect(searchText(plain)).toBe(plain);
      for (const form of ['NFC', 'NFD', 'NFKC', 'NFKD']) expect(searchText(text.normalize(form))).toBe(plain);
      expect(plain.length).toBeLessThanOrEqual(text.length * 20);
    }),
    { numRuns: 500 },
  );
});

it('takes a text apart in a time that grows with its length only', () => {
  const startedAt = performance.now();
  searchText('\ufdfa'.repeat(50_000));
  searchText(`e${'\u0301'.repeat(50_000)}`);
  searchText('aA'.repeat(50_000));

  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
