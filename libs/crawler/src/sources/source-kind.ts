import { type FeedNamed } from '@bazaar/catalog';

import { type SourceEntry } from './source-entry.js';

/** Some rows of a source. */
export interface SourcePage {
  readonly rows: readonly SourceEntry[];
  /** How many rows the source says it has in all; null where it says nothing. */
  readonly total: number | null;
}

/** What a kind may use: the guarded client with its manners, and nothing else of the world. */
export interface PullContext {
  /** One JSON document. Throws {@link SourceError}. */
  readonly getJson: (url: URL) => Promise<unknown>;
}

/**
 * Who lists resources, and how they are asked. One file, and one line in `kinds.ts`: schedule, guard, quota, claims and
 * what is reported of it are the same for all.
 */
export interface SourceKind {
  readonly kind: string;
  /** From the end of one pull to the next. */
  readonly everyMs: number;
  /** All the source has, page by page: one page in memory, bounded in count. Throws {@link SourceError}. */
  readonly pull: (source: FeedNamed, context: PullContext) => AsyncIterable<SourcePage>;
}
