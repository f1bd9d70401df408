import { type ListingState } from '../state/listing-state.js';
import { type ListingStatus } from './listing-status.js';

/** Whether we may ask for what is there: by its robots.txt, or by its own word that it wants to be left out. */
export type RobotsWord = 'allowed' | 'disallowed' | 'unreachable' | 'opted-out';

/** Everything under one origin, as its seller looks at it first. */
export interface OriginStatus {
  readonly origin: string;
  /** How many there are in each state, refused ones too; most first. */
  readonly byState: readonly { readonly value: ListingState; readonly count: number }[];
  readonly robots: RobotsWord;
  /** Not before this, by the origin's own word; null where that is now. */
  readonly waitUntil: Date | null;
  /** When its own documents were read last; null where never. */
  readonly documentsReadAt: Date | null;
}

/** One of an origin's, and where it stands among them. */
export interface PlacedStatus extends ListingStatus {
  readonly cursor: string;
}

export interface StatusPage {
  /** Undefined: all. */
  readonly states: readonly ListingState[] | undefined;
  readonly first: number;
  readonly after: string | null;
}

/** What is stored of an origin, counted by state. */
export interface OriginCounts {
  readonly robotsKind: 'rules' | 'allow-all' | 'disallow-all' | null;
  readonly waitUntil: Date | null;
  readonly documentsReadAt: Date | null;
  readonly states: readonly {
    readonly state: ListingState;
    readonly count: number;
    /** Those that asked to be left out. */
    readonly optedOut: number;
    /** Those that robots.txt kept us from, when we last would have asked. */
    readonly keptOff: number;
  }[];
}

/** The states there are, and what they say of the origin as a whole. */
export function originStatus(
  origin: string,
  { robotsKind, waitUntil, documentsReadAt, states }: OriginCounts,
  now: Date,
): OriginStatus {
  const sum = (of: 'count' | 'optedOut' | 'keptOff'): number =>
    states.reduce((total, state) => total + state[of], 0);
  const isOptedOut = sum('optedOut') > 0 && sum('optedOut') === sum('count');
  const isKeptOff = robotsKind === 'rules' && sum('keptOff') > 0;
  return {
    origin,
    byState: states
      .map(({ state, count }) => ({ value: state, count }))
      .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1)),
    robots: isOptedOut
      ? 'opted-out'
      : robotsKind === 'disallow-all'
        ? 'unreachable'
        : isKeptOff
          ? 'disallowed'
          : 'allowed',
    waitUntil: waitUntil !== null && waitUntil > now ? waitUntil : null,
    documentsReadAt,
  };
}
