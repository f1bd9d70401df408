import { type HeldFor } from './source.entity.js';

/** What the guard doubts, and how many pulls in a row agreed on it. */
export interface FeedHold {
  readonly for: HeldFor;
  /** The count that is doubted. */
  readonly rows: number;
  readonly pulls: number;
}

/** What the guard remembers of a feed. */
export interface FeedGuard {
  /** The count that was believed last; null: the next one is believed. */
  readonly accepted: number | null;
  readonly hold: FeedHold | null;
}

/** A source that is pulled by itself, held by one worker. */
export interface FeedLease {
  readonly id: string;
  readonly kind: string;
  readonly url: string;
  readonly token: string;
  /** In a row. */
  readonly failures: number;
  /** Targets that no other source names; null: what everybody has. */
  readonly targetsMax: number | null;
  readonly guard: FeedGuard;
}

/** What became of one pull. */
export interface FeedOutcome {
  readonly at: Date;
  readonly nextRunAt: Date;
  /** For a person; null where all went well. */
  readonly error: string | null;
  /** It came to no end: nothing can be said of its count. */
  readonly hasFailed: boolean;
  /** Null where nothing was received. */
  readonly rows: number | null;
  readonly refused: number;
  readonly guard: FeedGuard;
}

/** One entry of the file of sources. */
export interface FeedNamed {
  readonly id: string;
  readonly kind: string;
  readonly url: string;
}
