import { type ListingState, type ProbeEvidence } from '@bazaar/catalog';
import { type ReasonCode } from '@bazaar/x402';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** One probe: what it showed, and when. */
export interface Look {
  readonly at: number;
  readonly evidence: ProbeEvidence;
}

/** A listing as it stood when its last look came. */
export interface Story {
  readonly state: ListingState;
  readonly reason: string;
  /** Since when it has stood there. */
  readonly since: number;
  /** Every look so far, oldest first; the last is the one that is judged. */
  readonly looks: readonly Look[];
}

/** A state, told apart by its reason where that decides what may come after. */
type Place = Exclude<ListingState, 'DELISTED'> | 'merged' | 'opted-out' | 'taken down';
type Condition = (story: Story) => boolean;
type Kind = ProbeEvidence['kind'];

export type Row = readonly [
  from: readonly Place[],
  to: ListingState,
  reason: ReasonCode | typeof SHOWN,
  when: Condition,
];

/** The reason is what the last look showed. */
const SHOWN = 'as shown';

const UNPROVEN: readonly Place[] = ['PENDING', 'REFUSED', 'UNREACHABLE', 'RETIRED'];
const PROVEN: readonly Place[] = ['LISTED', 'STALE', 'FREE'];
const ANY = [...UNPROVEN, ...PROVEN];

const not =
  (condition: Condition): Condition =>
  (story) =>
    !condition(story);
const both =
  (one: Condition, other: Condition): Condition =>
  (story) =>
    one(story) && other(story);

const lastOf = ({ looks }: Story): Look => looks.at(-1) as Look;
const shows =
  (...kinds: Kind[]): Condition =>
  (story) =>
    kinds.includes(lastOf(story).evidence.kind);

/** The last look and those right before it have shown nothing else, for so long. */
const inARow =
  (ms: number, ...kinds: Kind[]): Condition =>
  ({ looks }) => {
    const row = looks.slice(looks.findLastIndex(({ evidence }) => !kinds.includes(evidence.kind)) + 1);
    return row.length > 0 && (row.at(-1) as Look).at - (row[0] as Look).at >= ms;
  };

const FAILURES: readonly Kind[] = ['no-answer', 'unlistable', 'gone'];
const WELL_AGAIN: readonly Kind[] = ['payable', 'free', 'paused'];

/** The last look failed, and is at least so many'th since all was well, so long after the first. */
const failures =
  (count: number, ms: number): Condition =>
  (story) => {
    const sinceWell = story.looks.slice(
      story.looks.findLastIndex(({ evidence }) => WELL_AGAIN.includes(evidence.kind)) + 1,
    );
    const failed = sinceWell.filter(({ evidence }) => FAILURES.includes(evidence.kind));
    const first = failed[0]?.at ?? Infinity;
    return fails(story) && failed.length >= count && lastOf(story).at - first >= ms;
  };

const stoodFor =
  (ms: number): Condition =>
  (story) =>
    lastOf(story).at - story.since >= ms;

const saysPaid: Condition = (story) => {
  const { evidence } = lastOf(story);
  return evidence.kind === 'free' && evidence.originSaysPaid;
};
const goneTwice = inARow(HOUR, 'gone');
const fails = both(shows('no-answer', 'unlistable', 'gone'), not(goneTwice));
const isQuiet = shows('no-answer', 'not-now', 'paused');
const silentFor72h = inARow(72 * HOUR, 'no-answer', 'not-now');
const robotsFor24h = inARow(24 * HOUR, 'robots');
const robotsFor7d = inARow(7 * DAY, 'robots');

/**
 * What moves a listing, one row each: what the state machine is judged by. It reads the whole story, and nothing of
 * what the machine remembers of it. Where no row holds, state and reason stay.
 *
 * Source: DESIGN, States. Where that is silent, or two of its sentences meet, the rows have it so:
 * - The endpoint's own word goes before what merely failed: a 410 said twice is not one failure more.
 * - Failures count since the last 402, 200 or pause. "Not now" and robots neither add to them nor end them. The 24
 *   hours before UNREACHABLE begin with the first of them, whatever made the listing STALE.
 * - "Twice" and "for so long" mean in a row: anything else that is shown begins them anew.
 * - Robots that forbid a listing not proven, and a first 410 of it, are answers that cannot be listed.
 * - A pause makes STALE what was proven. It moves nothing else, is no silence, and is no reason to keep what has been
 *   UNREACHABLE for 30 days.
 * - PENDING, STALE and UNREACHABLE say what the last look showed, but for one 200 of a STALE listing, which says
 *   nothing yet. REFUSED and RETIRED keep their reason through silence.
 * - An opt-out is over with any answer that does not repeat it; silence, a pause, "not now" and robots are none.
 * - What is merged stays, even at the owner's word: the listing that took it in hears that.
 */
export const STATE_TABLE: readonly Row[] = [
  [ANY, 'LISTED', 'ok', shows('payable')],
  [ANY, 'DELISTED', 'opted-out', shows('opted-out')],
  [ANY, 'RETIRED', 'gone', goneTwice],
  [['opted-out'], 'PENDING', 'awaiting-probe', shows('payable', 'free', 'unlistable', 'gone')],

  [UNPROVEN, 'FREE', 'became-free', both(shows('free'), saysPaid)],
  [UNPROVEN, 'REFUSED', 'no-402', both(shows('free'), not(saysPaid))],
  [UNPROVEN, 'REFUSED', SHOWN, both(shows('unlistable', 'gone'), not(goneTwice))],
  [UNPROVEN, 'REFUSED', 'blocked-by-robots', shows('robots')],
  [['PENDING'], 'PENDING', SHOWN, both(isQuiet, not(silentFor72h))],
  [['PENDING', 'REFUSED'], 'UNREACHABLE', SHOWN, silentFor72h],
  [['UNREACHABLE'], 'UNREACHABLE', SHOWN, both(isQuiet, not(stoodFor(30 * DAY)))],
  [['UNREACHABLE'], 'RETIRED', SHOWN, both(isQuiet, stoodFor(30 * DAY))],

  [PROVEN, 'STALE', 'paused', shows('paused')],
  [PROVEN, 'REFUSED', 'blocked-by-robots', robotsFor7d],
  [['LISTED', 'STALE'], 'FREE', 'became-free', inARow(10 * MINUTE, 'free')],
  [['FREE'], 'FREE', 'became-free', shows('free')],
  [['LISTED', 'FREE'], 'STALE', SHOWN, failures(2, 10 * MINUTE)],
  [['LISTED', 'FREE'], 'STALE', SHOWN, inARow(24 * HOUR, 'not-now')],
  [['LISTED', 'FREE'], 'STALE', 'blocked-by-robots', both(robotsFor24h, not(robotsFor7d))],
  [['STALE'], 'STALE', SHOWN, both(fails, not(failures(4, 24 * HOUR)))],
  [['STALE'], 'STALE', SHOWN, shows('not-now')],
  [['STALE'], 'STALE', 'blocked-by-robots', both(shows('robots'), not(robotsFor7d))],
  [['STALE'], 'UNREACHABLE', SHOWN, failures(4, 24 * HOUR)],
];

/** The rows that hold of a story: one, or none. */
export const rowsOf = (story: Story): readonly Row[] =>
  STATE_TABLE.filter(([from, , , when]) => from.includes(placeOf(story)) && when(story));

/** Where the table has a listing stand after its last look. */
export function standsAfter(story: Story): Pick<Story, 'state' | 'reason' | 'since'> {
  const [row] = rowsOf(story);
  if (row === undefined) return { state: story.state, reason: story.reason, since: story.since };
  const [, state, reason] = row;
  return {
    state,
    reason: reason === SHOWN ? shownReason(lastOf(story).evidence) : reason,
    since: state === story.state ? story.since : lastOf(story).at,
  };
}

function placeOf({ state, reason }: Story): Place {
  if (state === 'DELISTED') return reason === 'opted-out' ? 'opted-out' : 'taken down';
  return state === 'RETIRED' && reason === 'merged' ? 'merged' : state;
}

/** What says no more than its kind is called by it. */
const shownReason = (evidence: ProbeEvidence): string =>
  'reason' in evidence ? evidence.reason : evidence.kind;
