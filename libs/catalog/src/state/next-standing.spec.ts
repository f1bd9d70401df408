import { type ProbeEvidence } from './evidence.js';
import { type ListingState } from './listing-state.js';
import { nextProbeAt } from './next-probe.js';
import { nextStanding } from './next-standing.js';
import { NO_FACTS, type Standing } from './state-facts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-01T00:00:00.000Z');

const standing = (state: ListingState, reason: string): Standing => ({
  state,
  reason,
  since: new Date(START),
  facts: NO_FACTS,
});

const payable: ProbeEvidence = { kind: 'payable' };
const silence: ProbeEvidence = { kind: 'no-answer', reason: 'unreachable-timeout' };
const noName: ProbeEvidence = { kind: 'no-answer', reason: 'unreachable-dns' };
const notFound: ProbeEvidence = { kind: 'unlistable', reason: 'http-404' };
const free: ProbeEvidence = { kind: 'free', originSaysPaid: false };
const paidFree: ProbeEvidence = { kind: 'free', originSaysPaid: true };
const busy: ProbeEvidence = { kind: 'not-now', reason: 'rate-limited', retryAt: null };
const gone: ProbeEvidence = { kind: 'gone' };
const robots: ProbeEvidence = { kind: 'robots' };
const optedOut: ProbeEvidence = { kind: 'opted-out' };
const paused: ProbeEvidence = { kind: 'paused', until: new Date(START + 2 * HOUR) };

/** Evidence with the time it came at, counted from the start. */
type Story = readonly (readonly [afterMs: number, evidence: ProbeEvidence])[];

const after = (from: Standing, story: Story): Standing =>
  story.reduce((now, [ms, evidence]) => nextStanding(now, evidence, new Date(START + ms)), from);

describe('nextStanding', () => {
  it.each<[string, Standing, Story, ListingState, string]>([
    [
      'lists a pending listing at its first 402',
      standing('PENDING', 'awaiting-probe'),
      [[0, payable]],
      'LISTED',
      'ok',
    ],
    [
      'refuses what answers something else',
      standing('PENDING', 'awaiting-probe'),
      [[0, notFound]],
      'REFUSED',
      'http-404',
    ],
    [
      'refuses a page that is just free',
      standing('PENDING', 'awaiting-probe'),
      [[0, free]],
      'REFUSED',
      'no-402',
    ],
    [
      'calls free what says of itself that it is paid',
      standing('PENDING', 'awaiting-probe'),
      [[0, paidFree]],
      'FREE',
      'became-free',
    ],
    [
      'waits with what does not answer',
      standing('PENDING', 'awaiting-probe'),
      [[0, silence]],
      'PENDING',
      'unreachable-timeout',
    ],
    [
      'gives up on silence after 72 hours',
      standing('PENDING', 'awaiting-probe'),
      [
        [0, silence],
        [72 * HOUR, silence],
      ],
      'UNREACHABLE',
      'unreachable-timeout',
    ],
    [
      'gives up on "not now" after 72 hours',
      standing('REFUSED', 'http-404'),
      [
        [0, busy],
        [72 * HOUR, busy],
      ],
      'UNREACHABLE',
      'rate-limited',
    ],
    [
      'keeps a refusal’s reason through silence',
      standing('REFUSED', 'http-404'),
      [[0, silence]],
      'REFUSED',
      'http-404',
    ],
    ['forgives one failure', standing('LISTED', 'ok'), [[0, silence]], 'LISTED', 'ok'],
    [
      'forgives two failures within 10 minutes',
      standing('LISTED', 'ok'),
      [
        [0, silence],
        [9 * MINUTE, silence],
      ],
      'LISTED',
      'ok',
    ],
    [
      'marks stale after two failures 10 minutes apart',
      standing('LISTED', 'ok'),
      [
        [0, silence],
        [10 * MINUTE, notFound],
      ],
      'STALE',
      'http-404',
    ],
    [
      'does not count failures across a good probe',
      standing('LISTED', 'ok'),
      [
        [0, silence],
        [MINUTE, payable],
        [DAY, silence],
      ],
      'LISTED',
      'ok',
    ],
    [
      'forgives "not now" for a day',
      standing('LISTED', 'ok'),
      [
        [0, busy],
        [23 * HOUR, busy],
      ],
      'LISTED',
      'ok',
    ],
    [
      'marks stale after a day of "not now"',
      standing('LISTED', 'ok'),
      [
        [0, busy],
        [DAY, busy],
      ],
      'STALE',
      'rate-limited',
    ],
    [
      'never drops for "not now"',
      standing('STALE', 'rate-limited'),
      [
        [0, busy],
        [20 * DAY, busy],
      ],
      'STALE',
      'rate-limited',
    ],
    [
      'drops after a day and four failures',
      standing('STALE', 'http-404'),
      [
        [0, silence],
        [HOUR, silence],
        [2 * HOUR, silence],
        [DAY, silence],
      ],
      'UNREACHABLE',
      'unreachable-timeout',
    ],
    [
      'drops a tunnel that lived for hours a day after it died (nasty case 12)',
      standing('LISTED', 'ok'),
      [
        [3 * HOUR, payable],
        [4 * HOUR, noName],
        [5 * HOUR, noName],
        [11 * HOUR, noName],
        [29 * HOUR, noName],
      ],
      'UNREACHABLE',
      'unreachable-dns',
    ],
    [
      'keeps stale through a day of three failures',
      standing('STALE', 'http-404'),
      [
        [0, silence],
        [HOUR, silence],
        [DAY, silence],
      ],
      'STALE',
      'unreachable-timeout',
    ],
    [
      'is no nearer to unreachable for a pause, however long',
      standing('STALE', 'http-5xx'),
      [
        [0, silence],
        [10 * MINUTE, silence],
        [HOUR, silence],
        [2 * HOUR, { kind: 'paused', until: new Date(START + 2 * DAY) }],
        [2 * DAY, silence],
      ],
      'STALE',
      'unreachable-timeout',
    ],
    [
      'retires after 30 days',
      standing('UNREACHABLE', 'unreachable-dns'),
      [[30 * DAY, silence]],
      'RETIRED',
      'unreachable-timeout',
    ],
    [
      'calls free after two 200s 10 minutes apart',
      standing('LISTED', 'ok'),
      [
        [0, free],
        [10 * MINUTE, free],
      ],
      'FREE',
      'became-free',
    ],
    ['does not call free after one 200', standing('LISTED', 'ok'), [[0, free]], 'LISTED', 'ok'],
    ['lists again what is paid again', standing('FREE', 'became-free'), [[0, payable]], 'LISTED', 'ok'],
    ['pauses at the seller’s word', standing('LISTED', 'ok'), [[0, paused]], 'STALE', 'paused'],
    [
      'retires what says twice that it is gone',
      standing('LISTED', 'ok'),
      [
        [0, gone],
        [HOUR, gone],
      ],
      'RETIRED',
      'gone',
    ],
    ['does not believe one 410', standing('LISTED', 'ok'), [[0, gone]], 'LISTED', 'ok'],
    [
      'marks stale after a day of robots',
      standing('LISTED', 'ok'),
      [
        [0, robots],
        [DAY, robots],
      ],
      'STALE',
      'blocked-by-robots',
    ],
    [
      'refuses after a week of robots',
      standing('LISTED', 'ok'),
      [
        [0, robots],
        [DAY, robots],
        [7 * DAY, robots],
      ],
      'REFUSED',
      'blocked-by-robots',
    ],
    [
      'refuses after a week of robots, however seldom it looked',
      standing('LISTED', 'ok'),
      [
        [0, robots],
        [7 * DAY, robots],
      ],
      'REFUSED',
      'blocked-by-robots',
    ],
    ['delists at the seller’s word', standing('LISTED', 'ok'), [[0, optedOut]], 'DELISTED', 'opted-out'],
    [
      'waits for the next probe when the word is gone',
      standing('DELISTED', 'opted-out'),
      [[0, payable]],
      'PENDING',
      'awaiting-probe',
    ],
    [
      'keeps the seller’s word through silence',
      standing('DELISTED', 'opted-out'),
      [
        [0, silence],
        [7 * DAY, busy],
        [14 * DAY, robots],
      ],
      'DELISTED',
      'opted-out',
    ],
    [
      'retires what was delisted and is gone',
      standing('DELISTED', 'opted-out'),
      [
        [0, gone],
        [HOUR, gone],
      ],
      'RETIRED',
      'gone',
    ],
    [
      'never lists what the operator blocked',
      standing('DELISTED', 'blocked'),
      [[0, payable]],
      'DELISTED',
      'blocked',
    ],
    ['never revives what was merged', standing('RETIRED', 'merged'), [[0, payable]], 'RETIRED', 'merged'],
    ['revives what was retired', standing('RETIRED', 'gone'), [[0, payable]], 'LISTED', 'ok'],
  ])('%s', (_what, from, story, state, reason) => {
    expect(after(from, story)).toMatchObject({ state, reason });
  });
});

describe('nextProbeAt', () => {
  const inMs = (from: Standing, story: Story): number | null => {
    const [lastMs, lastEvidence] = story.at(-1) ?? [0, payable];
    const at = new Date(START + lastMs);
    const next = nextProbeAt(after(from, story), lastEvidence, at);
    return next === null ? null : next.getTime() - at.getTime();
  };

  it.each<[string, Standing, Story, number | null]>([
    ['soon after the first 402', standing('PENDING', 'awaiting-probe'), [[0, payable]], 30 * MINUTE],
    [
      'once a day when nothing changes',
      standing('LISTED', 'ok'),
      Array.from({ length: 12 }, (_, n) => [n * DAY, payable]),
      DAY,
    ],
    [
      'soon, however often somebody asked',
      standing('LISTED', 'ok'),
      Array.from({ length: 12 }, (_, n) => [n, payable]),
      30 * MINUTE,
    ],
    ['10 minutes after a failure', standing('LISTED', 'ok'), [[0, silence]], 10 * MINUTE],
    ['10 minutes after a first 200', standing('LISTED', 'ok'), [[0, free]], 10 * MINUTE],
    ['a day after the next', standing('FREE', 'became-free'), [[0, free]], DAY],
    ['10 minutes after what was free fails', standing('FREE', 'became-free'), [[0, notFound]], 10 * MINUTE],
    [
      '72 hours after many',
      standing('PENDING', 'awaiting-probe'),
      Array.from({ length: 6 }, (_, n) => [n, silence]),
      72 * HOUR,
    ],
    ['a day after a refusal', standing('PENDING', 'awaiting-probe'), [[0, notFound]], DAY],
    [
      'a day after a refusal of nearly a month',
      standing('REFUSED', 'http-404'),
      [[30 * DAY - 1, notFound]],
      DAY,
    ],
    ['a week after a refusal of a month', standing('REFUSED', 'http-404'), [[30 * DAY, notFound]], 7 * DAY],
    ['a day after robots forbade it', standing('LISTED', 'ok'), [[0, robots]], DAY],
    ['an hour after a first 410', standing('LISTED', 'ok'), [[0, gone]], HOUR],
    ['an hour after a first 410 of what was refused', standing('REFUSED', 'http-404'), [[0, gone]], HOUR],
    [
      'not before a longer wish',
      standing('LISTED', 'ok'),
      [[0, { kind: 'not-now', reason: 'rate-limited', retryAt: new Date(START + 7 * DAY) }]],
      7 * DAY,
    ],
    ['never while the operator blocks it', standing('DELISTED', 'blocked'), [[0, payable]], null],
    ['not before the origin’s own wish', standing('LISTED', 'ok'), [[0, paused]], 2 * HOUR],
    [
      'never once it is gone',
      standing('LISTED', 'ok'),
      [
        [0, gone],
        [HOUR, gone],
      ],
      null,
    ],
    ['weekly while it is opted out', standing('LISTED', 'ok'), [[0, optedOut]], 7 * DAY],
  ])('looks again %s', (_what, from, story, ms) => {
    expect(inMs(from, story)).toBe(ms);
  });

  const DELAYS = [10 * MINUTE, HOUR, 6 * HOUR, DAY, 72 * HOUR, 72 * HOUR];

  it.each(DELAYS.map((ms, index) => [index + 1, ms]))(
    'looks again after %i failures in a row: in %i ms',
    (times, ms) => {
      const story = (evidence: ProbeEvidence): Story =>
        Array.from({ length: times }, (_, n) => [n, evidence]);

      expect(inMs(standing('PENDING', 'awaiting-probe'), story(silence))).toBe(ms);
      expect(inMs(standing('LISTED', 'ok'), story(notFound))).toBe(ms);
      expect(inMs(standing('LISTED', 'ok'), story(busy))).toBe(ms);
    },
  );

  it('looks again in 15 minutes where something changed, and half as often each time nothing has', () => {
    const delays = Array.from({ length: 9 }, (_, unchanged) => {
      const listed = { ...standing('LISTED', 'ok'), facts: { ...NO_FACTS, unchanged } };
      return (nextProbeAt(listed, payable, new Date(START))?.getTime() ?? 0) - START;
    });

    expect(delays).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440].map((minutes) => minutes * MINUTE));
  });
});
