import { type FeedGuard } from '@bazaar/catalog';

const GROWTH_FACTOR_MAX = 1.5;
const GROWTH_ROWS_MAX = 10_000;
const SHRINK_FACTOR_MIN = 0.8;
/** So many pulls in a row that say the same are believed. */
const PULLS_TO_AGREE = 3;
const AGREE_WITHIN = 0.05;
/** Whatever a source states: no list of ours has more. */
const ROWS_MAX = 1_000_000_000;

/** What a pull counted. */
export interface PullCount {
  readonly rows: number;
  /** What the source says it has in all. */
  readonly stated: number | null;
  /** There was more than the guard believes: the pull was stopped there. */
  readonly isStopped: boolean;
}

/** How many rows of one pull are taken: nothing beyond half more, and 10,000, than was believed last. */
export const rowsMax = ({ accepted }: FeedGuard): number =>
  accepted === null ? Infinity : Math.floor(accepted * GROWTH_FACTOR_MAX) + GROWTH_ROWS_MAX;

/** What the guard makes of a pull that came to its end, or was stopped by it. */
export function judgeCount(guard: FeedGuard, { rows, stated, isStopped }: PullCount): FeedGuard {
  const { accepted, hold } = guard;
  const isShrunk = accepted !== null && rows < accepted * SHRINK_FACTOR_MIN;
  if (!isStopped && !isShrunk) return { accepted: rows, hold: null };
  const doubt = {
    for: isStopped ? ('growth' as const) : ('shrink' as const),
    // Where the pull was stopped, only the source can say how much more there is.
    rows: isStopped ? Math.min(Math.max(rows, stated ?? 0), ROWS_MAX) : rows,
  };
  const agrees = hold?.for === doubt.for && Math.abs(hold.rows - doubt.rows) <= hold.rows * AGREE_WITHIN;
  const pulls = agrees ? hold.pulls + 1 : 1;
  return pulls >= PULLS_TO_AGREE
    ? { accepted: doubt.rows, hold: null }
    : { accepted, hold: { ...doubt, pulls } };
}

/** For a person; null where nothing is held. */
export function heldText({ accepted, hold }: FeedGuard): string | null {
  if (hold === null) return null;
  const [what, but] =
    hold.for === 'growth' ? ['grew', 'what is beyond is not taken'] : ['shrank', 'nothing is dropped'];
  return (
    `held: the feed ${what} from ${accepted ?? 0} to ${hold.rows} rows; ${but} until ${PULLS_TO_AGREE} pulls in a row agree ` +
    `(${hold.pulls} did) or an operator releases it`
  );
}
