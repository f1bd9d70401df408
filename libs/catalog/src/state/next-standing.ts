import { type ReasonCode } from '@bazaar/x402';

import { type ProbeEvidence, reasonOf } from './evidence.js';
import { type ListingState } from './listing-state.js';
import { NO_FACTS, type StateFacts, type Standing, countEvidence } from './state-facts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Evidence that is not decided before the state is looked at. */
type LesserEvidence = Exclude<ProbeEvidence, { kind: 'payable' | 'opted-out' }>;

type Move = { readonly state: ListingState; readonly reason: ReasonCode };

/**
 * Where a listing stands after one more probe: the table of states and transitions, nothing else decides them.
 *
 * The evidence of one probe never drops a listing that was fine before: failures must repeat over time. What the
 * endpoint says of itself (paused, gone, opted out) counts at once or, for a 410, when it is said twice an hour apart.
 */
export function nextStanding(before: Standing, evidence: ProbeEvidence, at: Date): Standing {
  const facts = countEvidence(before.facts, evidence, at.getTime());
  return standing(before, move(before, facts, evidence, at.getTime()), facts, at);
}

/**
 * Where it stands when the answer of its last probe is judged anew, at `at`. Nothing is counted, since that answer was
 * when it came: what is judged as before moves nothing, and one that turns out good is no failure any more.
 */
export function rejudgedStanding(
  before: Standing,
  evidence: ProbeEvidence,
  { answeredAt, at }: { readonly answeredAt: Date; readonly at: Date },
): Standing {
  const { unchanged, unchangedAt } = before.facts;
  const facts = evidence.kind === 'payable' ? { ...NO_FACTS, unchanged, unchangedAt } : before.facts;
  if (reasonOf(evidence) === before.reason) return { ...before, facts };
  return standing(before, move(before, facts, evidence, answeredAt.getTime()), facts, at);
}

const standing = (before: Standing, { state, reason }: Move, facts: StateFacts, at: Date): Standing => ({
  ...{ state, reason, facts },
  since: state === before.state ? before.since : at,
});

function move(before: Standing, facts: StateFacts, evidence: ProbeEvidence, now: number): Move {
  const stay = { state: before.state, reason: before.reason as ReasonCode };
  if (before.state === 'RETIRED' && before.reason === 'merged') return stay;
  if (before.state === 'DELISTED') return fromDelisted(stay, evidence);
  if (evidence.kind === 'payable') return { state: 'LISTED', reason: 'ok' };
  if (evidence.kind === 'opted-out') return { state: 'DELISTED', reason: 'opted-out' };
  if (evidence.kind === 'gone' && held(facts.goneSince, HOUR, now))
    return { state: 'RETIRED', reason: 'gone' };
  switch (before.state) {
    case 'LISTED':
    case 'STALE':
    case 'FREE':
      return fromProven(stay, facts, evidence, now);
    case 'PENDING':
    case 'REFUSED':
    case 'UNREACHABLE':
    case 'RETIRED':
      return fromUnproven(before, facts, evidence, now);
  }
}

/**
 * Only the owner's own noindex is looked at again, and only an answer without the word lifts it: silence says nothing.
 * What an owner or the operator took down stays down.
 */
function fromDelisted(stay: Move, { kind }: ProbeEvidence): Move {
  const answered = kind === 'payable' || kind === 'free' || kind === 'unlistable' || kind === 'gone';
  return stay.reason === 'opted-out' && answered ? { state: 'PENDING', reason: 'awaiting-probe' } : stay;
}

function fromProven(stay: Move, facts: StateFacts, evidence: LesserEvidence, now: number): Move {
  const reason = reasonOf(evidence);
  const staleAfter = (since: number | null, ms: number): Move =>
    stay.state === 'STALE' || held(since, ms, now) ? { state: 'STALE', reason } : stay;
  switch (evidence.kind) {
    case 'paused':
      return { state: 'STALE', reason };
    case 'free':
      return held(facts.freeSince, 10 * MINUTE, now) ? { state: 'FREE', reason: 'became-free' } : stay;
    case 'not-now':
      return staleAfter(facts.notNowSince, DAY);
    case 'robots':
      return held(facts.robotsSince, 7 * DAY, now)
        ? { state: 'REFUSED', reason }
        : staleAfter(facts.robotsSince, DAY);
    case 'no-answer':
    case 'unlistable':
    case 'gone':
      return stay.state === 'STALE' && facts.failures >= 4 && held(facts.failingSince, DAY, now)
        ? { state: 'UNREACHABLE', reason }
        : staleAfter(facts.failingSince, 10 * MINUTE); // what began earlier is failing at least twice
  }
}

function fromUnproven(before: Standing, facts: StateFacts, evidence: LesserEvidence, now: number): Move {
  const reason = reasonOf(evidence);
  switch (evidence.kind) {
    case 'free':
      return evidence.originSaysPaid ? { state: 'FREE', reason } : { state: 'REFUSED', reason };
    case 'unlistable':
    case 'gone':
    case 'robots':
      return { state: 'REFUSED', reason };
    case 'no-answer':
    case 'not-now':
    case 'paused':
      return silence(before, facts, reason, now);
  }
}

function silence(before: Standing, facts: StateFacts, reason: ReasonCode, now: number): Move {
  switch (before.state) {
    case 'UNREACHABLE':
      return now - before.since.getTime() >= 30 * DAY
        ? { state: 'RETIRED', reason }
        : { state: 'UNREACHABLE', reason };
    case 'RETIRED':
      return { state: 'RETIRED', reason: before.reason as ReasonCode };
    default:
      return held(facts.silentSince, 72 * HOUR, now)
        ? { state: 'UNREACHABLE', reason }
        : {
            state: before.state,
            reason: before.state === 'PENDING' ? reason : (before.reason as ReasonCode),
          };
  }
}

/** Whether something has been so for at least `ms`. */
const held = (since: number | null, ms: number, now: number): boolean => since !== null && now - since >= ms;
