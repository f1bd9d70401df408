import { searchWords } from '../text/search-text.js';
import { CATEGORIES, LOOKALIKES, type CategoryRow } from './categories.data.js';

/** What finding a phrase tells: says it, or goes with it. */
export interface Told {
  /** Its place in the table. */
  readonly category: number;
  readonly isHint: boolean;
}

/** Words that stand together. A look-alike tells nothing, and keeps its words from telling anything. */
export interface Phrase {
  readonly words: readonly string[];
  readonly told: readonly Told[];
}

/** The phrases that begin with a word, longest first: one look-up a word, however long the table. */
const byFirstWord = indexOf(CATEGORIES, LOOKALIKES);

/** The longest phrase that stands at this place. */
export function phraseAt(words: readonly string[], at: number): Phrase | null {
  const candidates = byFirstWord.get(words[at] ?? '');
  if (candidates === undefined) return null;
  return candidates.find((phrase) => stands(phrase, words, at)) ?? null;
}

function stands({ words: wanted }: Phrase, words: readonly string[], at: number): boolean {
  for (let n = 1; n < wanted.length; n++) if (words[at + n] !== wanted[n]) return false;
  return true;
}

/** The words of a text as phrases are compared: in the singular. */
export function tellingWords(text: string): readonly string[] {
  return searchWords(text).map(singular);
}

/** Good enough for comparing: both sides go through it. */
function singular(word: string): string {
  const last = word.at(-1);
  if (last !== 's' && last !== 'e') return word;
  const isPlural = word.length > 3 && word.endsWith('s') && word !== 'news';
  if (!isPlural) return word.endsWith('ie') ? `${word.slice(0, -2)}y` : word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.endsWith('es') && /(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[sui]s$/.test(word) ? word : word.slice(0, -1);
}

function indexOf(rows: readonly CategoryRow[], lookalikes: string): ReadonlyMap<string, readonly Phrase[]> {
  const told = new Map<string, Told[]>();
  for (const text of spellings(lookalikes)) told.set(text, []);
  rows.forEach(({ says, hints }, category) => {
    for (const text of spellings(says)) note(told, text, { category, isHint: false });
    for (const text of spellings(hints)) note(told, text, { category, isHint: true });
  });
  const phrases = new Map<string, Phrase[]>();
  for (const [text, tells] of told) {
    const words = text.split(' ');
    const first = words[0] ?? '';
    phrases.set(first, [...(phrases.get(first) ?? []), { words, told: tells }]);
  }
  for (const list of phrases.values()) list.sort((one, other) => other.words.length - one.words.length);
  return phrases;
}

/** `GitHub` is written as one word and as two. */
function spellings(list: string): readonly string[] {
  const phrases = list.split(',').flatMap((phrase) => [phrase, phrase.toLowerCase()]);
  return phrases.map((phrase) => tellingWords(phrase).join(' '));
}

/** What says a category need not go with it, too. */
function note(told: Map<string, Told[]>, text: string, tells: Told): void {
  const known = told.get(text);
  if (known === undefined) told.set(text, [tells]);
  else if (known.every(({ category }) => category !== tells.category)) known.push(tells);
}
