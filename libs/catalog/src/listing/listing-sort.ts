import { AppError } from '@bazaar/kernel';

export type ListingSort = 'CHANGED_DESC' | 'FIRST_SEEN_DESC' | 'PRICE_ASC' | 'PRICE_DESC' | 'QUALITY_DESC';

interface SortOrder {
  readonly order: 'ASC' | 'DESC';
  /** What is sorted by: never null, so that a row comparison can page. */
  readonly key: string;
  readonly cast: string;
}

/** Listings without a known price come last, in either direction. */
export const LISTING_SORTS: Readonly<Record<ListingSort, SortOrder>> = {
  CHANGED_DESC: { order: 'DESC', key: 'l.changed_at', cast: 'timestamptz' },
  FIRST_SEEN_DESC: { order: 'DESC', key: 'l.first_seen_at', cast: 'timestamptz' },
  PRICE_ASC: { order: 'ASC', key: `coalesce(l.min_price_usd, 'Infinity')`, cast: 'numeric' },
  PRICE_DESC: { order: 'DESC', key: `coalesce(l.min_price_usd, -1)`, cast: 'numeric' },
  QUALITY_DESC: { order: 'DESC', key: 'l.quality', cast: 'real' },
};

export interface SortPosition {
  readonly value: string;
  readonly id: string;
}

export const encodeListingCursor = (sort: ListingSort, { value, id }: SortPosition): string =>
  Buffer.from(JSON.stringify([sort, value, id])).toString('base64url');

const VALUE = /^(?:-?[0-9.]+(?:e-?[0-9]+)?|Infinity|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d)$/;

/** Throws CURSOR_INVALID for anything encodeListingCursor did not make for this sort. */
export function decodeListingCursor(cursor: string, sort: ListingSort): SortPosition {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.length === 3 && parsed[0] === sort) {
      const [, value, id] = parsed as unknown[];
      if (
        typeof value === 'string' &&
        VALUE.test(value) &&
        typeof id === 'string' &&
        /^[a-z0-9]{1,64}$/.test(id)
      ) {
        return { value, id };
      }
    }
  } catch {
    // Not ours: said below.
  }
  throw new AppError('CURSOR_INVALID', 'The cursor is not one of this list in this order.');
}
