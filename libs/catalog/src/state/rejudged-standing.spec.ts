import { type ProbeEvidence } from './evidence.js';
import { rejudgedStanding } from './next-standing.js';
import { NO_FACTS, type Standing, type StateFacts } from './state-facts.js';

const answeredAt = new Date('2026-11-20T12:00:00Z');
const at = new Date('2026-11-23T12:00:00Z');
const since = new Date('2026-11-01T12:00:00Z');
const t = answeredAt.getTime();

const standing = (state: Standing['state'], reason: string, facts: Partial<StateFacts> = {}): Standing => ({
  state,
  reason,
  since,
  facts: { ...NO_FACTS, ...facts },
});

const rejudged = (before: Standing, evidence: ProbeEvidence): Standing =>
  rejudgedStanding(before, evidence, { answeredAt, at });

const payable: ProbeEvidence = { kind: 'payable' };
const unlistable = (reason: 'invalid-challenge' | 'other-rail' | 'http-5xx'): ProbeEvidence => ({
  kind: 'unlistable',
  reason,
});
const once = { failures: 1, failingSince: t };
const often = { failures: 4, failingSince: t - 86_400_000 };

it.each([
  ['LISTED', standing('LISTED', 'ok', { unchanged: 3, unchangedAt: t }), payable],
  ['LISTED, failing for the first time', standing('LISTED', 'ok', once), unlistable('http-5xx')],
  [
    'LISTED, free for the first time',
    standing('LISTED', 'ok', { freeSince: t }),
    { kind: 'free', originSaysPaid: true },
  ],
  [
    'STALE',
    standing('STALE', 'http-5xx', { failures: 3, failingSince: t - 3_600_000 }),
    unlistable('http-5xx'),
  ],
  ['UNREACHABLE by its answers', standing('UNREACHABLE', 'http-5xx', often), unlistable('http-5xx')],
  [
    'UNREACHABLE for long',
    standing('UNREACHABLE', 'rate-limited', { silentSince: 0, notNowSince: 0, waits: 9 }),
    { kind: 'not-now', reason: 'rate-limited', retryAt: null },
  ],
  ['REFUSED', standing('REFUSED', 'invalid-challenge', once), unlistable('invalid-challenge')],
  [
    'REFUSED, told to wait since',
    standing('REFUSED', 'invalid-challenge', { waits: 1, silentSince: t, notNowSince: t }),
    { kind: 'not-now', reason: 'rate-limited', retryAt: null },
  ],
  ['FREE', standing('FREE', 'became-free', { freeSince: t }), { kind: 'free', originSaysPaid: false }],
  ['RETIRED as gone', standing('RETIRED', 'gone', { goneSince: t - 7_200_000 }), { kind: 'gone' }],
] as const)('leaves a listing where it is that is judged as before: %s', (_what, before, evidence) => {
  expect(rejudged(before, evidence)).toEqual(before);
});

it.each([
  ['REFUSED', standing('REFUSED', 'invalid-challenge', once)],
  ['STALE', standing('STALE', 'invalid-challenge', often)],
  ['UNREACHABLE', standing('UNREACHABLE', 'invalid-challenge', often)],
] as const)(
  'lists what is %s for an answer that can be read now, and forgets the failures',
  (_state, before) => {
    expect(rejudged(before, payable)).toEqual({ state: 'LISTED', reason: 'ok', since: at, facts: NO_FACTS });
  },
);

it('forgets a failure that was none, and not how long nothing has changed', () => {
  const before = standing('LISTED', 'ok', { ...once, unchanged: 5, unchangedAt: 1 });

  expect(rejudged(before, payable).facts).toEqual({ ...NO_FACTS, unchanged: 5, unchangedAt: 1 });
});

it('says a better reason, in the same state since the same time', () => {
  const before = standing('REFUSED', 'invalid-challenge', once);

  expect(rejudged(before, unlistable('other-rail'))).toEqual({ ...before, reason: 'other-rail' });
});

it('drops nothing that was fine for an answer that can be read no more', () => {
  const before = standing('LISTED', 'ok');

  expect(rejudged(before, unlistable('invalid-challenge'))).toEqual(before);
});

it('hears the owner’s word where it was not understood', () => {
  expect(rejudged(standing('LISTED', 'ok'), { kind: 'opted-out' })).toMatchObject({
    state: 'DELISTED',
    reason: 'opted-out',
    since: at,
  });
});
