const RETRY_AFTER_MS_MAX = 7 * 24 * 3_600_000;

/**
 * When an answer allows us back: `Retry-After` in seconds or as an HTTP date, at most 7 days ahead. Null where there
 * is none, or none that can be read; a date that has passed means now.
 *
 * Source: RFC 9110 §10.2.3.
 */
export function readRetryAfter(value: string | undefined, now: Date): Date | null {
  const text = value?.trim() ?? '';
  const at = /^\d+$/.test(text) ? now.getTime() + Number(text) * 1000 : httpDate(text);
  if (at === null) return null;
  return new Date(Math.min(Math.max(at, now.getTime()), now.getTime() + RETRY_AFTER_MS_MAX));
}

/** IMF-fixdate and the two old forms; `Date.parse` alone would take "-1" or "5 May" for a date too. */
function httpDate(text: string): number | null {
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/i.test(text)) return null;
  const at = Date.parse(/GMT|UTC/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : at;
}
