/** How much of each of a stranger's texts is kept, in characters. */
export const TEXT_MAX = {
  title: 200,
  description: 4000,
  mimeType: 100,
  name: 128,
  identifier: 256,
  error: 300,
} as const;

/** Where neither of these stands, there is nothing to clean. */
const NOT_PLAIN = /[^ -~]/;
const NOT_PLAIN_LINES = /[^\n -~]/;

/** Control, format (zero-width, bidirectional, tags, soft hyphen), lone surrogates, line separators. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const UNSEEN_BUT_NEWLINE = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/**
 * A stranger's text made safe to store and show: bounded, one line, without what the eye cannot see. It stays
 * data: nothing here makes it trustworthy or HTML.
 */
export function cleanText(text: unknown, charsMax: number): string | null {
  if (typeof text !== 'string') return null;
  if (text.length <= charsMax && !NOT_PLAIN.test(text)) return text.trim() || null;
  return finish(
    bounded(text, charsMax)
      .replace(/[\t\n\r]+/g, ' ')
      .replace(UNSEEN, ''),
    charsMax,
  );
}

/** As {@link cleanText}, keeping line breaks: for descriptions. */
export function cleanParagraphs(text: unknown, charsMax: number): string | null {
  if (typeof text !== 'string') return null;
  if (text.length <= charsMax && !NOT_PLAIN_LINES.test(text)) return text.trim() || null;
  const lines = bounded(text, charsMax).replace(/\r\n?/g, '\n').replace(/\t/g, ' ');
  return finish(lines.replace(UNSEEN_BUT_NEWLINE, ''), charsMax);
}

/** Whether a text carries what {@link cleanParagraphs} takes out: worth an issue, since it may be meant to deceive. */
export const hasUnseen = (text: unknown): boolean =>
  typeof text === 'string' && /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(text);

/** Cut before the cleaning, so that the work is bounded; some slack, since cleaning shortens. */
const bounded = (text: string, charsMax: number) => text.slice(0, charsMax * 4);

function finish(text: string, charsMax: number): string | null {
  // The cut may fall inside a surrogate pair; the half that is left goes too.
  const cut = text
    .trim()
    .slice(0, charsMax)
    .replace(/\p{Cs}/gu, '')
    .trim();
  return cut === '' ? null : cut;
}
