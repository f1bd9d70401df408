import { type Fault } from '../../../fleet/faults/fault.js';
import { type Fleet } from '../../../fleet/fleet.js';

/** What happens to an endpoint in a month, and what the catalogue must say of it in the end. */
export interface Story {
  /** Its name in the fleet. */
  readonly endpoint: string;
  /** Another URL of the endpoint's origin, which somebody registers beside it; the story is then about that one. */
  readonly path?: string;
  readonly what: string;
  readonly acts: readonly Act[];
  /** What follows the first look, each `day hours:minutes STATE reason`; where a look comes first that found it otherwise, all of it. */
  readonly timeline: readonly string[];
  /** What is said of it at some times in between. */
  readonly said?: readonly (readonly [at: string, said: Said])[];
}

/** Of a listing and its offers, as far as a story is about it. */
export interface Said {
  readonly method?: string;
  readonly path?: string;
  /** Codes that must be among its issues or its offers'. */
  readonly issues?: readonly string[];
  /** Codes that must not. */
  readonly noIssues?: readonly string[];
  /** Of every offer. */
  readonly priceKind?: string;
  readonly priceUsd?: string;
  /** How many prices the history of every offer has. */
  readonly prices?: number;
  readonly pricesMax?: number;
}

/** Happens to the endpoint or to all of its origin. `well`: what was wrong there is mended. `registered`: by somebody, once more. */
export type Act = readonly [
  at: string,
  does: Fault | ((fleet: Fleet) => Fault) | 'well' | 'registered',
  to?: 'its origin',
];

/** Midnight, so that a time of a story is one of the clock. */
const START = Date.parse('2026-12-01T00:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** `3 07:45`, and what may follow it, is a quarter to eight on the third day after the start. */
export function timeOf(text: string): Date {
  const [, day, hours, minutes] = /^(\d+) (\d\d):(\d\d)(?: |$)/.exec(text) ?? [];
  if (day === undefined) throw new Error(`No time: ${text}`);
  return new Date(START + Number(day) * DAY + (Number(hours) * 60 + Number(minutes)) * MINUTE);
}

/** The same, the other way round. */
export const textOf = (time: Date): string =>
  `${Math.floor((time.getTime() - START) / DAY)} ${time.toISOString().slice(11, 16)}`;
