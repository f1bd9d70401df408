import { isReasonCode } from '@bazaar/x402';
import fc from 'fast-check';

import { type Look, type Story, standsAfter } from '../../../../test/builders/state-table.js';
import { type ProbeEvidence, retryAtOf } from './evidence.js';
import { nextProbeAt } from './next-probe.js';
import { nextStanding } from './next-standing.js';
import { NO_FACTS, type Standing } from './state-facts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.parse('2026-11-01T00:00:00.000Z');

/** One look of a walk: how it stood before and after, and all that was shown up to it. */
interface Step extends Look {
  readonly before: Standing;
  readonly after: Standing;
  readonly looks: readonly Look[];
}

const BEGINNINGS = [
  ['PENDING', 'awaiting-probe'],
  ['LISTED', 'ok'],
  ['RETIRED', 'merged'],
  ['DELISTED', 'blocked'],
  ['DELISTED', 'owner-delisted'],
] as const;

const SHOWN: readonly ((at: number) => ProbeEvidence)[] = [
  () => ({ kind: 'payable' }),
  () => ({ kind: 'free', originSaysPaid: false }),
  () => ({ kind: 'free', originSaysPaid: true }),
  () => ({ kind: 'unlistable', reason: 'http-5xx' }),
  () => ({ kind: 'no-answer', reason: 'unreachable-dns' }),
  (at) => ({ kind: 'not-now', reason: 'rate-limited', retryAt: new Date(at + 2 * DAY) }),
  () => ({ kind: 'not-now', reason: 'bot-wall', retryAt: null }),
  (at) => ({ kind: 'paused', until: new Date(at + 7 * DAY) }),
  () => ({ kind: 'gone' }),
  () => ({ kind: 'opted-out' }),
  () => ({ kind: 'robots' }),
];

/** Some months of looks: the same is shown for a while, then something else. */
const walks = fc
  .record({
    beginning: fc.constantFrom(...BEGINNINGS),
    spells: fc.array(
      fc.record({
        show: fc.constantFrom(...SHOWN),
        times: fc.integer({ min: 1, max: 6 }),
        apart: fc.constantFrom(MINUTE, 10 * MINUTE - 1, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY),
      }),
      { minLength: 1, maxLength: 24 },
    ),
  })
  .map(({ beginning: [state, reason], spells }) => {
    const steps: Step[] = [];
    let before: Standing = { state, reason, since: new Date(START), facts: NO_FACTS };
    let at = START;
    for (const { show, apart } of spells.flatMap((spell) => Array<typeof spell>(spell.times).fill(spell))) {
      at += apart;
      const evidence = show(at);
      const after = nextStanding(before, evidence, new Date(at));
      const looks = [...(steps.at(-1)?.looks ?? []), { at, evidence }];
      steps.push({ at, evidence, before, after, looks });
      before = after;
    }
    return steps;
  });

/** No step of two thousand walks is one of those. */
function never(isWrong: (step: Step) => boolean): void {
  fc.assert(
    fc.property(walks, (steps) => {
      expect(steps.find(isWrong)).toBeUndefined();
    }),
    { numRuns: 2_000, seed: 402 },
  );
}

const storyOf = ({ before, looks }: Step): Story => ({ ...before, since: before.since.getTime(), looks });
const isTakenDown = ({ state, reason }: Standing): boolean => state === 'DELISTED' && reason !== 'opted-out';
const isMerged = ({ state, reason }: Standing): boolean => state === 'RETIRED' && reason === 'merged';

describe('a listing that is looked at for months', () => {
  it('never goes elsewhere than the table says', () => {
    never((step) => {
      const { state, reason, since } = standsAfter(storyOf(step));
      const { after } = step;
      return after.state !== state || after.reason !== reason || after.since.getTime() !== since;
    });
  });

  it('is never LISTED but by a good probe, after which its owner said nothing else', () => {
    const owned: readonly string[] = ['payable', 'paused', 'opted-out'];

    never(({ after, looks }) => {
      const word = looks.findLast(({ evidence }) => owned.includes(evidence.kind));
      const found = looks.find(({ at }) => at === after.since.getTime());
      const wasListedAtFirst = after.since.getTime() === START;
      const isGood = (look: Look | undefined): boolean =>
        look === undefined ? wasListedAtFirst : look.evidence.kind === 'payable';
      return after.state === 'LISTED' && !(isGood(found) && isGood(word));
    });
  });

  it('never comes back by itself when it was merged or taken down', () => {
    never(({ before, after }) => {
      const stays = after.state === before.state && after.reason === before.reason;
      return (isMerged(before) || isTakenDown(before)) && !stays;
    });
  });

  it('never stands since an earlier time than before, nor since one to come', () => {
    never(({ before, after, at }) => after.since < before.since || after.since.getTime() > at);
  });

  it('never moves without a reason of the table of reasons', () => {
    never(({ before, after }) => after.state !== before.state && !isReasonCode(after.reason));
  });

  it('is never left for longer than a week, but where nothing of it is awaited', () => {
    never(({ after, evidence, at }) => {
      const next = nextProbeAt(after, evidence, new Date(at));
      if (after.state === 'RETIRED' || isTakenDown(after)) return next !== null;
      return next === null || next.getTime() <= at || next.getTime() > at + 7 * DAY;
    });
  });

  it('is never looked at before the time that it named itself', () => {
    never(({ after, evidence, at }) => {
      const next = nextProbeAt(after, evidence, new Date(at));
      return next !== null && next < (retryAtOf(evidence) ?? next);
    });
  });
});
