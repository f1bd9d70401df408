import { corrections, editDistance } from './near-words.js';
import { queryText, wantedWords } from './query-text.js';
import { splitWords } from './split-words.js';

it.each([
  ['getCurrentWeather', 'get Current Weather'],
  ['/v1/fx-rates/:from_to', 'v1 fx rates from to'],
  ['HTTPServer', 'HTTPServer'],
  ['prix du blé', 'prix du blé'],
  ['天気予報', '天気予報'],
  ['a\u0000b', 'a b'],
])('takes %j apart into %j', (text, words) => expect(splitWords(text)).toBe(words));

it.each([
  [null, null],
  ['', null],
  ['?! - "', null],
  ['gpt-4 model', 'gpt 4 model'],
  ['weather -stock', 'weather -stock'],
  ['"exact phrase" more', '"exact phrase" more'],
  ['https://a.example/fxRate', 'a example fx Rate'],
  ['a -- b', 'a b'],
])('%j is asked as %j', (text, asked) => expect(queryText(text)).toBe(asked));

it('wants no word that must not be there, and each once', () =>
  expect(wantedWords('Weather weather or -stock -"two words" city')).toEqual(['weather', 'city']));

it.each([
  ['weather', 'weather', 0],
  ['waether', 'weather', 1],
  ['wether', 'weather', 1],
  ['weatherr', 'weather', 1],
  ['', 'abc', 3],
  ['abc', 'xyz', 3],
])('%j is %j in %s edits', (one, other, edits) => expect(editDistance(one, other)).toBe(edits));

it.each([
  ['waether', 'waether', ['weather']],
  ['fxx', 'fxx', []],
  ['completely', 'complet', []],
])('%j may have meant %j', (word, stem, meant) =>
  expect(
    corrections(word, stem, [
      { word: 'weather', listings: 3 },
      { word: 'fx', listings: 9 },
    ]),
  ).toEqual(meant),
);
