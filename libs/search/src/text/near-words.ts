/** Edits that make one word the other: insertions, deletions, substitutions, swaps of neighbours. */
export function editDistance(one: string, other: string): number {
  const a = Array.from(one);
  const b = Array.from(other);
  let beforeLast: number[] = [];
  let last = b.map((_, index) => index + 1);
  last.unshift(0);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Short words are as they are: at three letters, one other letter is another word. */
const editsMax = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/** What a word that is nowhere may have meant: the nearest words alone, the more common first. */
export function corrections(
  word: string,
  stem: string,
  alike: readonly { readonly word: string; readonly listings: number }[],
): readonly string[] {
  const near = alike
    .map((other) => ({
      ...other,
      edits: Math.min(editDistance(stem, other.word), editDistance(word, other.word)),
    }))
    .filter(({ edits }) => edits > 0 && edits <= editsMax(word));
  const fewest = Math.min(...near.map(({ edits }) => edits));
  return near
    .filter(({ edits }) => edits === fewest)
    .sort((a, b) => b.listings - a.listings)
    .slice(0, CORRECTIONS_MAX)
    .map((other) => other.word);
}

const CORRECTIONS_MAX = 3;
