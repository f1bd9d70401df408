/**
 * Words of a text as the index and a query both see them: letters and digits of any script, nothing else. Splitting
 * here, not in Postgres, makes URLs, tool names and camelCase searchable by their parts.
 */
export const splitWords = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/(\p{Ll}|\d)(?=\p{Lu})/gu, '$1 ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
