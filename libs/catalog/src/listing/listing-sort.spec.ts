import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { LISTING_SORTS, type ListingSort, decodeListingCursor, encodeListingCursor } from './listing-sort.js';

let catalog: TestCatalog;
beforeAll(async () => {
  catalog = await aCatalog();
});
afterAll(() => catalog.close());

const decode = (sort: ListingSort, value: string) =>
  decodeListingCursor(encodeListingCursor(sort, { value, id: 'a1' }), sort);

describe('a listing cursor', () => {
  it.each<[ListingSort, string]>([
    ['CHANGED_DESC', '2026-11-20 12:00:00+00'],
    ['CHANGED_DESC', '2026-11-20 12:00:00.123+00'],
    ['CHANGED_DESC', '2024-02-29 23:59:59.999999-15:59'],
    ['FIRST_SEEN_DESC', '0001-01-01 00:00:00+15:30'],
    ['FIRST_SEEN_DESC', '9999-12-31 23:59:59-12'],
    ['PRICE_ASC', 'Infinity'],
    ['PRICE_ASC', '0'],
    ['PRICE_ASC', `${'9'.repeat(400)}.${'9'.repeat(400)}`],
    ['PRICE_DESC', '-1'],
    ['PRICE_DESC', '0.000000000000000001'],
    ['QUALITY_DESC', '0'],
    ['QUALITY_DESC', '1'],
    ['QUALITY_DESC', '0.123456789012'],
    ['QUALITY_DESC', '1.2345679e-05'],
    ['QUALITY_DESC', '2e-37'],
  ])('in the order %s may stand at %s, which Postgres takes', async (sort, value) => {
    expect(decode(sort, value)).toEqual({ value, id: 'a1' });
    await expect(
      catalog.database.query(`SELECT $1::${LISTING_SORTS[sort].cast}`, [value]),
    ).resolves.toHaveLength(1);
  });

  it.each<[ListingSort, string]>([
    ['CHANGED_DESC', '5'],
    ['CHANGED_DESC', '-1'],
    ['CHANGED_DESC', 'Infinity'],
    ['CHANGED_DESC', '...'],
    ['CHANGED_DESC', ''],
    ['CHANGED_DESC', '2026-99-99 12:00:00+00'],
    ['CHANGED_DESC', '2026-02-30 12:00:00+00'],
    ['CHANGED_DESC', '2026-00-10 12:00:00+00'],
    ['CHANGED_DESC', '0000-01-01 12:00:00+00'],
    ['CHANGED_DESC', '2026-11-20 24:00:01+00'],
    ['CHANGED_DESC', '2026-11-20 12:60:00+00'],
    ['CHANGED_DESC', '2026-11-20 12:00:61+00'],
    ['CHANGED_DESC', '2026-11-20 12:00:00+99'],
    ['CHANGED_DESC', '2026-11-20 12:00:00+00:99'],
    ['CHANGED_DESC', '2026-11-20 12:00:00'],
    ['CHANGED_DESC', '2026-11-20 12:00:00+00\n'],
    ['FIRST_SEEN_DESC', '99999-11-20 12:00:00+00'],
    ['PRICE_ASC', '...'],
    ['PRICE_ASC', '.'],
    ['PRICE_ASC', '1.2.3'],
    ['PRICE_ASC', '1e999999999'],
    ['PRICE_ASC', '-Infinity'],
    ['PRICE_ASC', '2026-11-20 12:00:00+00'],
    ['PRICE_DESC', '9'.repeat(200_000)],
    ['PRICE_DESC', 'NaN'],
    ['QUALITY_DESC', '...'],
    ['QUALITY_DESC', '1e99'],
    ['QUALITY_DESC', '1e-99'],
    ['QUALITY_DESC', '1e-999999'],
    ['QUALITY_DESC', '9'.repeat(60)],
    ['QUALITY_DESC', 'Infinity'],
  ])('in the order %s cannot stand at %j', (sort, value) => {
    expect(() => decode(sort, value)).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }) as Error);
  });

  it.each([
    ['of another order', encodeListingCursor('PRICE_ASC', { value: '1', id: 'a1' })],
    ['that is no base64', '!'],
    ['that is no JSON', Buffer.from('[').toString('base64url')],
    ['with an id of no listing', encodeListingCursor('QUALITY_DESC', { value: '1', id: "'" })],
  ])('%s is refused', (_what, cursor) => {
    expect(() => decodeListingCursor(cursor, 'QUALITY_DESC')).toThrow(
      expect.objectContaining({ code: 'CURSOR_INVALID' }) as Error,
    );
  });
});
