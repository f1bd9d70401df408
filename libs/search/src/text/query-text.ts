import { searchText } from '@bazaar/x402';

/**
 * What a person typed, in the language of `websearch_to_tsquery`: words, "phrases", a minus before a word to leave out.
 * All else is spelled and taken apart as in documents, by the same hand ({@link searchText}). Null where no word is
 * left: the text says nothing, and the search goes by filters, preferences and quality alone, as with no text. The caller
 * caps the length; what the spelling adds is cut here.
 */
export function queryText(text: string | null): string | null {
  if (text === null) return null;
  const cleaned = searchText(text)
    .slice(0, CHARACTERS_MAX)
    .replace(/\b(?:https?|mcp):\/\//g, ' ')
    .replace(/[^\p{L}\p{M}\p{N}"-]+/gu, ' ')
    // A minus counts only before a word that stands alone: `gpt-4` is two words, not "gpt without 4".
    .replace(/(?<![\s"]|^)-+|-+(?![\p{L}\p{N}"])/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(cleaned) ? cleaned : null;
}

const CHARACTERS_MAX = 2_000;

/** The words to find near matches for: what must not be there, and signs, left out. */
export const wantedWords = (cleaned: string): readonly string[] => [
  ...new Set(
    cleaned
      .replace(/-"[^"]*"?|-[^\s"]+/g, ' ')
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.filter((word) => word !== 'or')
      .slice(0, WORDS_MAX) ?? [],
  ),
];

const WORDS_MAX = 24;
