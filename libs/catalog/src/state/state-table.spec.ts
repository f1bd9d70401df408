import { isDeepStrictEqual } from 'node:util';

import {
  type Look,
  STATE_TABLE,
  type Story,
  rowsOf,
  standsAfter,
} from '../../../../test/builders/state-table.js';
import { type ProbeEvidence } from './evidence.js';
import { type ListingState } from './listing-state.js';
import { nextStanding } from './next-standing.js';
import { NO_FACTS, countEvidence } from './state-facts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-30T12:00:00.000Z');

const STATES: readonly (readonly [ListingState, reason: string])[] = [
  ['PENDING', 'awaiting-probe'],
  ['LISTED', 'ok'],
  ['STALE', 'http-5xx'],
  ['STALE', 'paused'],
  ['FREE', 'became-free'],
  ['REFUSED', 'http-4xx'],
  ['UNREACHABLE', 'unreachable-dns'],
  ['RETIRED', 'unreachable-dns'],
  ['RETIRED', 'gone'],
  ['RETIRED', 'merged'],
  ['DELISTED', 'opted-out'],
  ['DELISTED', 'owner-delisted'],
  ['DELISTED', 'blocked'],
];

const EVIDENCE: readonly ProbeEvidence[] = [
  { kind: 'payable' },
  { kind: 'free', originSaysPaid: false },
  { kind: 'free', originSaysPaid: true },
  { kind: 'unlistable', reason: 'http-404' },
  { kind: 'no-answer', reason: 'unreachable-timeout' },
  { kind: 'not-now', reason: 'rate-limited', retryAt: null },
  { kind: 'not-now', reason: 'bot-wall', retryAt: new Date(NOW + HOUR) },
  { kind: 'paused', until: new Date(NOW + 2 * HOUR) },
  { kind: 'gone' },
  { kind: 'opted-out' },
  { kind: 'robots' },
];

const TIMES = [10 * MINUTE, HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY];
/** Right before and right at every time that anything depends on. */
const AGES = TIMES.flatMap((ms) => [ms - 1, ms]);

/** So many looks that showed the same, the first so long ago, the others spread evenly up to now. */
const spell = (evidence: ProbeEvidence, count: number, age: number): Look[] =>
  Array.from({ length: count }, (_, n) => ({ at: NOW - age + Math.floor((n * age) / count), evidence }));

/** What came before the last look: nothing, one thing for some time, that and then another, or that and the first again. */
const PASTS: readonly (readonly Look[])[] = [
  [],
  ...EVIDENCE.flatMap((one) => [
    ...AGES.flatMap((age) => [1, 2, 3, 4, 5].map((count) => spell(one, count, age))),
    ...EVIDENCE.flatMap((other) =>
      TIMES.map((age) => [...spell(one, 3, age), { at: NOW - 1, evidence: other }]),
    ),
    ...EVIDENCE.map((other) => [
      ...spell(one, 3, 9 * DAY),
      { at: NOW - 2 * DAY, evidence: other },
      ...spell(one, 1, DAY),
    ]),
  ]),
];

function storiesOf(state: ListingState, reason: string, evidence: ProbeEvidence): Story[] {
  const ages = state === 'UNREACHABLE' ? [30 * DAY - 1, 30 * DAY] : [365 * DAY];
  return ages.flatMap((age) =>
    PASTS.map((past) => ({ state, reason, since: NOW - age, looks: [...past, { at: NOW, evidence }] })),
  );
}

function after({ looks, since, ...stood }: Story): Pick<Story, 'state' | 'reason' | 'since'> {
  const past = looks.slice(0, -1);
  const facts = past.reduce((known, { at, evidence }) => countEvidence(known, evidence, at), NO_FACTS);
  const { evidence, at } = looks.at(-1) as Look;
  const next = nextStanding({ ...stood, since: new Date(since), facts }, evidence, new Date(at));
  return { state: next.state, reason: next.reason, since: next.since.getTime() };
}

const combinations = STATES.flatMap(([state, reason]) =>
  EVIDENCE.map((evidence) => ({ state, reason, evidence, shown: JSON.stringify(evidence) })),
);

it.each(combinations)(
  'goes where the table says: $state $reason, then $shown',
  ({ state, reason, evidence }) => {
    const stories = storiesOf(state, reason, evidence);

    const story = stories.find((one) => !isDeepStrictEqual(after(one), standsAfter(one))) ?? stories[0]!;

    expect({ story, ...after(story) }).toEqual({ story, ...standsAfter(story) });
  },
);

it('finds every story in one row of the table or in none, and every row in a story', () => {
  const stories = combinations.flatMap(({ state, reason, evidence }) => storiesOf(state, reason, evidence));
  const rows = stories.map(rowsOf);

  expect(rows.findIndex(({ length }) => length > 1)).toBe(-1);
  expect(new Set(rows.map(([row]) => row))).toEqual(new Set([...STATE_TABLE, undefined]));
});
