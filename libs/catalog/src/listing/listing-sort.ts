import { AppError } from '@bazaar/kernel';

export type ListingSort = 'CHANGED_DESC' | 'FIRST_SEEN_DESC' | 'PRICE_ASC' | 'PRICE_DESC' | 'QUALITY_DESC';

interface SortOrder {
  readonly order: 'ASC' | 'DESC';
  /** What is sorted by: never null, so that a row comparison can page. */
  readonly key: string;
  readonly cast: keyof typeof CASTABLE;
}

/** Whether Postgres takes a text for a value of the type: as it writes it itself, and no other way. */
const CASTABLE = {
  timestamptz: isTimestamp,
  numeric: (text: string) => /^(?:Infinity|-1|\d{1,400}(?:\.\d{1,400})?)$/.test(text),
  real: isShare,
} as const satisfies Record<string, (text: string) => boolean>;

function isTimestamp(text: string): boolean {
  const [, date, hour, minute, second, zone] =
    /^(\d{4}-\d\d-\d\d) (\d\d):(\d\d):(\d\d)(?:\.\d{1,6})?[+-](\d\d)(?::[0-5]\d)?$/.exec(text) ?? [];
  if (date === undefined || date.startsWith('0000')) return false;
  const day = new Date(`${date}T00:00:00Z`);
  // The 30th of February is read as the 2nd of March.
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== date) return false;
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 && Number(zone) < 16;
}

/** From 0 to 1; what is too small for the type is refused by Postgres. */
function isShare(text: string): boolean {
  if (!/^(?:[01]|0\.\d{1,12}|[1-9](?:\.\d{1,9})?e-\d\d)$/.test(text)) return false;
  const value = Number(text);
  return value === 0 || value > 1e-37;
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

/** Throws CURSOR_INVALID for anything encodeListingCursor did not make for this sort. */
export function decodeListingCursor(cursor: string, sort: ListingSort): SortPosition {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.length === 3 && parsed[0] === sort) {
      const [, value, id] = parsed as unknown[];
      if (
        typeof value === 'string' &&
        CASTABLE[LISTING_SORTS[sort].cast](value) &&
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
