import { cleanText, TEXT_MAX } from '../text/clean-text.js';
import { own, type JsonRecord } from '../text/record.js';

/** One term as a stranger wrote it, cleaned; null where it cannot be read. */
export type TermReader = (value: unknown) => string | number | null;

/** Seconds, times in seconds, basis points. */
export const whole: TermReader = (value) => {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
};

/** An address, a choice, an amount too large for a number. */
export const words: TermReader = (value) => cleanText(value, TEXT_MAX.identifier);

export type Terms = Readonly<Record<string, string | number>>;

/** The terms that can be read; null where there is none. */
export function readTerms(readers: Readonly<Record<string, TermReader>>, extra: JsonRecord): Terms | null {
  const found = Object.entries(readers).flatMap(([name, read]) => {
    const value = read(own(extra, name));
    return value === null ? [] : [[name, value] as const];
  });
  return found.length === 0 ? null : Object.fromEntries(found);
}
