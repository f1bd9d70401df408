import { CATEGORIES } from './categories.data.js';
import { type Place, type Categorized, places } from './places.js';
import { type Phrase, phraseAt } from './phrases.js';

/** Where a category is said: one word in a telling place is enough. */
const SAID_MIN = 3;
/** Where it is only hinted at: two words, in telling places. */
const HINTED_MIN = 4;
const HINTS_MIN = 2;
/** What is told so much less than the best is beside the point. */
const SHARE_MIN = 0.6;
const CATEGORIES_MAX = 3;
/** Who does everything says nothing: a place that names more is not believed at all. */
const NAMED_MAX = 6;

/** What speaks for one category. */
interface Tally {
  points: number;
  isSaid: boolean;
  hints: number;
}

/**
 * What a paid endpoint does, in the words of our taxonomy, best first: at most three, none where nothing convinces.
 * Rules alone, so that the same words always give the same categories.
 */
export function categorize(of: Categorized): readonly string[] {
  const tallies = new Map<number, Tally>();
  const hinted = new Set<Phrase>();
  for (const place of places(of)) add(tallies, hinted, place);
  const convincing = [...tallies].filter(([, tally]) => convinces(tally));
  const best = Math.max(...convincing.map(([, { points }]) => points));
  return convincing
    .filter(([, { points }]) => points >= best * SHARE_MIN)
    .sort(([one, a], [other, b]) => b.points - a.points || one - other)
    .slice(0, CATEGORIES_MAX)
    .map(([category]) => CATEGORIES[category]?.name ?? '');
}

const convinces = ({ points, isSaid, hints }: Tally): boolean =>
  isSaid ? points >= SAID_MIN : hints >= HINTS_MIN && points >= HINTED_MIN;

/** What says a category counts once a place, what hints at one once in all: in its best place, since that comes first. */
function add(tallies: Map<number, Tally>, hinted: Set<Phrase>, { words, points }: Place): void {
  const found = phrasesIn(words);
  if (namedBy(found) > NAMED_MAX) return;
  for (const phrase of found) {
    for (const { category, isHint } of phrase.told) {
      if (isHint && hinted.has(phrase)) continue;
      const tally = tallies.get(category) ?? { points: 0, isSaid: false, hints: 0 };
      tally.points += isHint ? points / 2 : points;
      if (isHint) tally.hints++;
      else tally.isSaid = true;
      tallies.set(category, tally);
    }
    hinted.add(phrase);
  }
}

function phrasesIn(words: readonly string[]): ReadonlySet<Phrase> {
  const found = new Set<Phrase>();
  for (let at = 0; at < words.length;) {
    const phrase = phraseAt(words, at);
    if (phrase !== null) found.add(phrase);
    at += phrase?.words.length ?? 1;
  }
  return found;
}

function namedBy(phrases: ReadonlySet<Phrase>): number {
  const named = new Set<number>();
  for (const { told } of phrases) for (const { category, isHint } of told) if (!isHint) named.add(category);
  return named.size;
}
