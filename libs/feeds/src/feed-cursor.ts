import { AppError } from '@bazaar/kernel';

/** A place in the change feed: `feedId.position`, good under any filter. */
export interface FeedCursor {
  readonly feedId: string;
  readonly position: bigint;
}

const CURSOR = /^([0-9a-f]{16})\.(\d{1,18})$/;

export const encodeFeedCursor = ({ feedId, position }: FeedCursor): string => `${feedId}.${position}`;

/** Throws CURSOR_INVALID for what cannot be one of ours; whether it is still good is the feed's to say. */
export function decodeFeedCursor(text: string): FeedCursor {
  const [, feedId, position] = CURSOR.exec(text) ?? [];
  if (feedId === undefined || position === undefined) {
    throw new AppError('CURSOR_INVALID', 'The cursor is not one of the change feed.');
  }
  return { feedId, position: BigInt(position) };
}
