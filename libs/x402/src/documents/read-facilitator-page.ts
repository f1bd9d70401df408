import { fail, ok, type Result } from '@bazaar/kernel';
import { issue, type Issue } from '../reasons/issue.js';
import { readCount } from '../text/read-count.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { DOCUMENT_MAX } from './bounds.js';

/** One page of a facilitator's catalogue. */
export interface FacilitatorPage {
  readonly x402Version: number | null;
  /** Rows as served, for `readCatalogItem`. */
  readonly items: readonly unknown[];
  /** Null where the page says nothing of it. */
  readonly pagination: Pagination | null;
  readonly issues: readonly Issue[];
}

/** What was really applied, as far as the facilitator says: any of it may be missing. */
export interface Pagination {
  readonly limit: number | null;
  readonly offset: number | null;
  readonly total: number | null;
  readonly cursor: string | null;
}

/** `resources` is what searches answer with, and some lists too. */
const LIST_KEYS = ['items', 'resources'];
const CURSOR_KEYS = ['cursor', 'nextCursor', 'next_cursor'];

/**
 * A page of `GET /discovery/resources` or `/discovery/search`, in either envelope, or in one of a provider's own around
 * it (`{"code": …, "data": {…}}`).
 *
 * Errors: `not-a-page`.
 */
export function readFacilitatorPage(document: unknown): Result<FacilitatorPage, 'not-a-page'> {
  const page = [document, own(recordOr(document), 'data')].find(isPage);
  if (page === undefined) return fail('not-a-page');
  const rows = listOf(page) ?? [];
  const version = own(page, 'x402Version');
  return ok({
    x402Version: version === 1 || version === 2 ? version : null,
    items: rows.slice(0, DOCUMENT_MAX.pageItems),
    pagination: readPagination(own(page, 'pagination')),
    issues: rows.length > DOCUMENT_MAX.pageItems ? [issue('document-cut', `${rows.length} rows`)] : [],
  });
}

const isPage = (value: unknown): value is JsonRecord => isRecord(value) && listOf(value) !== null;

function listOf(page: JsonRecord): readonly unknown[] | null {
  const list = LIST_KEYS.map((key) => own(page, key)).find((value) => Array.isArray(value));
  return list === undefined ? null : (list as readonly unknown[]);
}

function readPagination(stated: unknown): Pagination | null {
  if (!isRecord(stated)) return null;
  const cursor = CURSOR_KEYS.map((key) => own(stated, key)).find((value) => typeof value === 'string');
  const pagination = {
    limit: readCount(own(stated, 'limit')),
    offset: readCount(own(stated, 'offset')),
    total: readCount(own(stated, 'total')),
    // A cursor is the facilitator's own word, and comes back as it is or not at all.
    cursor: cursor === undefined || cursor === '' || cursor.length > DOCUMENT_MAX.cursorChars ? null : cursor,
  };
  return Object.values(pagination).some((value) => value !== null) ? pagination : null;
}
