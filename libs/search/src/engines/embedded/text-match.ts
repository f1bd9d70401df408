import { type Parameters } from '@bazaar/catalog';

/** A text as conditions on a row of `search_listing`. SQL for a repository to join; the parameters are already added. */
export interface TextMatch {
  readonly condition: string;
  /** 0 to 1. */
  readonly relevance: string;
}

/** Words that may stand for one word of the text, and how much that word tells: shares of 1 in all. */
export interface NearWord {
  readonly lexemes: readonly string[];
  readonly share: number;
}

/** Ranks close by and in names above far apart and in details; 32 makes it rank / (rank + 1). */
const rank = (query: string): string => `ts_rank_cd(l.tsv, ${query}, 32)`;

/**
 * All words. The constant stands where it is used, so that the planner folds it and knows how selective it is. A text
 * of stop words alone has no node: then every listing matches.
 */
export function allWords(text: string, parameters: Parameters): TextMatch {
  const query = `websearch_to_tsquery('english', ${parameters.add(text)})`;
  return { condition: `(l.tsv @@ ${query} OR numnode(${query}) = 0)`, relevance: rank(query) };
}

/** At least this share of what the words tell must be there: one common word in common is not near. */
const SHARE_MIN = 0.25;

/** Near matches: enough of the words, or of what they may have meant. */
export function nearWords(words: readonly NearWord[], parameters: Parameters): TextMatch {
  const queries = words.map(({ lexemes }) => `${parameters.add(anyOf(lexemes))}::tsquery`);
  const any = `${parameters.add(anyOf(words.flatMap(({ lexemes }) => lexemes)))}::tsquery`;
  const shares = words
    .map(
      ({ share }, index) =>
        `CASE WHEN l.tsv @@ ${queries[index] ?? any} THEN ${share.toFixed(6)}::real ELSE 0 END`,
    )
    .join(' + ');
  return {
    condition: `l.tsv @@ ${any} AND ${shares} >= ${SHARE_MIN}`,
    relevance: `((${shares}) * 0.7 + ${rank(any)} * 0.3)`,
  };
}

const anyOf = (lexemes: readonly string[]): string =>
  lexemes.map((lexeme) => `'${lexeme.replace(/['\\]/g, '$&$&')}'`).join(' | ');
