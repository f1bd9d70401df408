import {
  type Change,
  type ChangeRepository,
  type ListingFilter,
  type ListingRepository,
  type ListingSummary,
  type OfferSummary,
  factsOf,
  matchFilter,
} from '@bazaar/catalog';
import { AppError } from '@bazaar/kernel';

import { decodeFeedCursor, encodeFeedCursor } from './feed-cursor.js';

/** One entry of the feed: a listing to take over, or one to drop with the reason. */
export interface FeedChange {
  readonly cursor: string;
  readonly kind: 'UPSERT' | 'REMOVE';
  readonly at: Date;
  readonly listingId: string;
  readonly version: string;
  readonly what: readonly string[];
  readonly state: string;
  readonly reason: string;
  readonly mergedInto: string | null;
  /** The newest document, which may be ahead of `version`; null for a REMOVE. */
  readonly document: { readonly listing: ListingSummary; readonly offers: readonly OfferSummary[] } | null;
}

export interface FeedPage {
  readonly feedId: string;
  readonly changes: readonly FeedChange[];
  readonly endCursor: string;
  readonly oldestCursor: string;
  readonly hasNextPage: boolean;
}

/** A page looks at this many entries of the log at most: it may be empty and still have a next page. */
const SCANNED_MAX = 5_000;
/** Read at once at least, so that small pages of a log that hardly concerns the feed cost few queries. */
const CHUNK_MIN = 100;

/** What moves without a change cannot be followed by changes. */
const MOVING = [
  'probedSince',
  'changedSince',
  'minUptime',
] as const satisfies readonly (keyof ListingFilter)[];

/** The change feed: every change of a listing that was in the feed's set before or after it, in commit order. */
export class ChangeFeedService {
  constructor(
    private readonly log: Pick<ChangeRepository, 'bounds' | 'after'>,
    private readonly listings: ListingRepository,
  ) {}

  /** Where the feed ends now: start here to hear only news. */
  async endCursor(): Promise<string> {
    const { feedId, newest } = await this.log.bounds();
    return encodeFeedCursor({ feedId, position: BigInt(newest) });
  }

  /**
   * @param after null: from the oldest entry kept
   * @throws AppError CURSOR_INVALID, CURSOR_EXPIRED (older than the log, or of another database), BAD_INPUT
   */
  async page(after: string | null, limit: number, filter: ListingFilter): Promise<FeedPage> {
    refuseMoving(filter);
    const { feedId, oldest, issued } = await this.log.bounds();
    const start =
      after === null ? BigInt(oldest) - 1n : startOf(after, feedId, BigInt(oldest), BigInt(issued));
    const scanned = await this.scan((start < 0n ? 0n : start).toString(), limit);
    const feed = scanned.slice(0, SCANNED_MAX).filter(concernsFeed);
    const page = feed.slice(0, limit);
    const cut = feed.length > limit;
    const last = cut ? page.at(-1) : scanned.slice(0, SCANNED_MAX).at(-1);
    return {
      feedId,
      changes: await this.withDocuments(page, feedId, { environment: 'ANY', ...filter }),
      endCursor: encodeFeedCursor({
        feedId,
        position: last === undefined ? (start < 0n ? 0n : start) : BigInt(last.position),
      }),
      oldestCursor: encodeFeedCursor({ feedId, position: BigInt(oldest) > 0n ? BigInt(oldest) - 1n : 0n }),
      hasNextPage: cut || scanned.length > SCANNED_MAX,
    };
  }

  /** The log from a position on until it holds one entry more than the page, or one more than a page looks at. */
  private async scan(start: string, limit: number): Promise<Change[]> {
    const scanned: Change[] = [];
    for (let found = 0; found <= limit && scanned.length <= SCANNED_MAX;) {
      const max = Math.min(Math.max(limit + 1, CHUNK_MIN), SCANNED_MAX + 1 - scanned.length);
      const chunk = await this.log.after(scanned.at(-1)?.position ?? start, max);
      scanned.push(...chunk);
      found += chunk.filter(concernsFeed).length;
      if (chunk.length < max) break;
    }
    return scanned;
  }

  private async withDocuments(
    changes: readonly Change[],
    feedId: string,
    filter: ListingFilter,
  ): Promise<FeedChange[]> {
    const ids = [...new Set(changes.map((change) => change.listingId))];
    const found = await this.listings.byIds(ids);
    const offers = await this.listings.offersOf(ids);
    const documents = new Map(
      ids.map((id, index) => [id, { listing: found[index] ?? null, offers: offers[index] ?? [] }]),
    );
    return changes.map((change) => {
      const { listing = null, offers: ours = [] } = documents.get(change.listingId) ?? {};
      const { position, isInFeed, listingId, version, at, what, state, reason, mergedInto } = change;
      const base = {
        cursor: encodeFeedCursor({ feedId, position: BigInt(position) }),
        listingId,
        version,
        at,
        what,
        state,
        mergedInto,
      };
      if (!isInFeed || listing === null) return { ...base, kind: 'REMOVE', reason, document: null };
      // The document is the newest: it may have left the set since, and a later entry of the log will say why.
      const states = filter.states ?? ['LISTED', 'STALE'];
      const facts = factsOf(listing, ours);
      const inFilter = matchFilter({ ...facts.listing, state }, facts.offers, { ...filter, states });
      if (inFilter === null) return { ...base, kind: 'REMOVE', reason: 'left-filter', document: null };
      return { ...base, kind: 'UPSERT', reason, document: { listing, offers: ours } };
    });
  }
}

const concernsFeed = ({ wasInFeed, isInFeed }: Change): boolean => wasInFeed || isInFeed;

function startOf(after: string, feedId: string, oldest: bigint, issued: bigint): bigint {
  const cursor = decodeFeedCursor(after);
  if (cursor.feedId !== feedId || cursor.position < oldest - 1n) {
    throw new AppError(
      'CURSOR_EXPIRED',
      'The feed no longer reaches back to this cursor: take a new copy of the catalogue.',
    );
  }
  if (cursor.position > issued)
    throw new AppError('CURSOR_INVALID', 'The cursor is ahead of the change feed.');
  return cursor.position;
}

function refuseMoving(filter: ListingFilter): void {
  const moving = MOVING.find((name) => filter[name] !== undefined);
  if (moving !== undefined) {
    throw new AppError(
      'BAD_INPUT',
      `${moving} moves without a change, so the feed cannot be filtered by it.`,
    );
  }
  const beyond = filter.states?.find((state) => state !== 'LISTED' && state !== 'STALE');
  if (beyond !== undefined) {
    throw new AppError(
      'BAD_INPUT',
      `states may only narrow LISTED and STALE in the feed, not name ${beyond}.`,
    );
  }
}
