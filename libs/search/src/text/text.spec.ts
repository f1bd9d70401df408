import { corrections, editDistance } from './near-words.js';
import { queryText, wantedWords } from './query-text.js';

it.each([
  [null, null],
  ['', null],
  ['?! - "', null],
  ['gpt-4 model', 'gpt 4 model'],
  ['weather -stock', 'weather -stock'],
  ['"exact phrase" more', '"exact phrase" more'],
  ['https://a.example/fxRate', 'a example fx rate'],
  ['“ＦＸ rate” －Café', '"fx rate" -cafe'],
  ['a -- b', 'a b'],
])('%j is asked as %j', (text, asked) => expect(queryText(text)).toBe(asked));

it('asks for no more than it has room for, whatever the spelling makes of a text', () =>
  expect(queryText('\ufdfa'.repeat(1_000))).toHaveLength(2_000));

it('wants no word that must not be there, and each once', () =>
  expect(wantedWords('weather weather or -stock -"two words" city')).toEqual(['weather', 'city']));

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
