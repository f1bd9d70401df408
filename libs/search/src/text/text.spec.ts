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
  expect(queryText('ﬃ'.repeat(1_000))).toHaveLength(2_000));

const words = (count: number) => Array.from({ length: count }, (_, n) => `w${n}`);

it.each<[string, string, string]>([
  ['exactly as many terms', words(16).join(' '), words(16).join(' ')],
  ['one term too many', words(17).join(' '), words(16).join(' ')],
  ['a long alternative', words(250).join(' OR '), words(16).join(' or ') + ' or'],
  [
    'words that are not searched for',
    `what is the ${words(20).join(' of the ')}`,
    `what is the ${words(16).join(' of the ')} of the`,
  ],
  ['a phrase that is cut', `${words(15).join(' ')} "one two" end`, `${words(15).join(' ')} "one`],
  ['a word to leave out, cut off', `${words(16).join(' ')} -stock`, words(16).join(' ')],
])('considers the first 16 terms of %s', (_what, text, asked) => expect(queryText(text)).toBe(asked));

it('wants no word that must not be there, and each once', () =>
  expect(wantedWords('the weather weather or -stock -"two words" city')).toEqual(['weather', 'city']));

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
