import { type ProbeEvidence, isFailure } from './evidence.js';
import { type ListingState } from './listing-state.js';

/** What the state machine remembers of a listing between probes. Times are epoch milliseconds, null while not so. */
export interface StateFacts {
  /** Failures in a row; "not now" neither adds nor ends, a 200 or the owner's pause ends. */
  readonly failures: number;
  readonly failingSince: number | null;
  /** Since when there was neither a 402, nor a 200, nor any other answer: silence and "not now" together. */
  readonly silentSince: number | null;
  readonly notNowSince: number | null;
  /** "Not now" in a row. */
  readonly waits: number;
  readonly freeSince: number | null;
  readonly goneSince: number | null;
  readonly robotsSince: number | null;
  /** Good probes in a row that showed nothing new: what the probing interval grows with. */
  readonly unchanged: number;
  /** When `unchanged` last grew: looking more often than due proves nothing. */
  readonly unchangedAt: number | null;
}

export const NO_FACTS: StateFacts = {
  failures: 0,
  failingSince: null,
  silentSince: null,
  notNowSince: null,
  waits: 0,
  freeSince: null,
  goneSince: null,
  robotsSince: null,
  unchanged: 0,
  unchangedAt: null,
};

export interface Standing {
  readonly state: ListingState;
  readonly reason: string;
  /** Since when it has been in this state. */
  readonly since: Date;
  readonly facts: StateFacts;
}

const COUNTED_APART_MS = 15 * 60_000;

/** Counts one more piece of evidence. Pure; what the numbers mean for the state is nextStanding's to say. */
export function countEvidence(facts: StateFacts, evidence: ProbeEvidence, now: number): StateFacts {
  if (evidence.kind === 'payable') {
    const counts = facts.unchangedAt === null || now - facts.unchangedAt >= COUNTED_APART_MS;
    return {
      ...NO_FACTS,
      unchanged: facts.unchanged + (counts ? 1 : 0),
      unchangedAt: counts ? now : facts.unchangedAt,
    };
  }
  const failure = isFailure(evidence);
  const wellAgain = evidence.kind === 'free' || evidence.kind === 'paused';
  const silent = evidence.kind === 'no-answer' || evidence.kind === 'not-now';
  return {
    failures: failure ? facts.failures + 1 : wellAgain ? 0 : facts.failures,
    failingSince: failure ? (facts.failingSince ?? now) : wellAgain ? null : facts.failingSince,
    silentSince: silent ? (facts.silentSince ?? now) : null,
    notNowSince: evidence.kind === 'not-now' ? (facts.notNowSince ?? now) : null,
    waits: evidence.kind === 'not-now' ? facts.waits + 1 : 0,
    freeSince: evidence.kind === 'free' ? (facts.freeSince ?? now) : null,
    goneSince: evidence.kind === 'gone' ? (facts.goneSince ?? now) : null,
    robotsSince: evidence.kind === 'robots' ? (facts.robotsSince ?? now) : null,
    unchanged: 0,
    unchangedAt: null,
  };
}
