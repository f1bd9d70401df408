import { searchText } from '@bazaar/x402';

import { isTerm } from './stop-words.js';

/**
 * What a person typed, in the language of `websearch_to_tsquery`: words, "phrases", a minus before a word to leave out.
 * All else is spelled and taken apart as in documents, by the same hand ({@link searchText}). Null where no word is
 * left: the text says nothing, and the search goes by filters, preferences and quality alone, as with no text. The caller
 * caps the length; what the spelling adds is cut here, and so is what comes after the first 16 terms.
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
  return /[\p{L}\p{N}]/u.test(cleaned) ? firstTerms(cleaned) : null;
}

const CHARACTERS_MAX = 2_000;
/** More than a question has; each may match, and be ranked by, a good part of the index. */
const TERMS_MAX = 16;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

function firstTerms(cleaned: string): string {
  let terms = 0;
  for (const { 0: word, index } of cleaned.matchAll(WORD))
    if (isTerm(word) && ++terms > TERMS_MAX) return cleaned.slice(0, index).replace(/[\s"-]+$/, '');
  return cleaned;
}

/** The terms to find near matches for: what must not be there, and signs, left out. */
export const wantedWords = (cleaned: string): readonly string[] => [
  ...new Set(
    cleaned
      .replace(/-"[^"]*"?|-[^\s"]+/g, ' ')
      .match(WORD)
      ?.filter(isTerm) ?? [],
  ),
];
