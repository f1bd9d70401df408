import { aCatalog, type TestCatalog } from '../../../../test/builders/a-catalog.js';
import { storeListings } from '../../../../test/builders/store-listings.js';
import { findListings } from './find-listing.js';
import { ListingRepository } from './listing.repository.js';

const CALL = '{"parts":[]}';

let catalog: TestCatalog;
let listings: ListingRepository;
beforeAll(async () => {
  catalog = await aCatalog();
  listings = new ListingRepository(catalog.database);
  await storeListings(catalog.database, [
    { id: 'a', call: CALL, outputSchema: '{"type":"object"}' },
    { id: 'b', call: CALL },
  ]);
});
afterAll(() => catalog.close());

describe('long texts', () => {
  it('are read by name, in the order asked', async () => {
    const { texts, bytes } = await listings.texts(['b', 'nobody', 'a'], ['call', 'outputSchema'], 1_000);

    expect(texts).toEqual([
      { call: CALL, outputSchema: null },
      null,
      { call: CALL, outputSchema: '{"type":"object"}' },
    ]);
    expect(bytes).toBe(2 * CALL.length + '{"type":"object"}'.length);
  });

  it('are read up to the last byte that is allowed, and not at all beyond it', async () => {
    const bytes = 2 * CALL.length;

    await expect(listings.texts(['a', 'b'], ['call'], bytes)).resolves.toMatchObject({ bytes });
    await expect(listings.texts(['a', 'b'], ['call'], bytes - 1)).rejects.toMatchObject({
      code: 'TOO_COSTLY',
    });
  });

  it('are no part of what lists show, which only says that there are some', async () => {
    const [a, b] = await listings.byIds(['a', 'b']);

    expect(a).not.toHaveProperty('call');
    expect([a?.isOutputDescribed, b?.isOutputDescribed]).toEqual([true, false]);
  });
});

it('finds the template of a URL among more templates than a page holds', async () => {
  const origin = 'https://many.example';
  await storeListings(
    catalog.database,
    Array.from({ length: 1_200 }, (_, n) => ({ id: `t${n}`, origin, resource: `${origin}/t${n}/:id` })),
  );
  await catalog.database.query(
    `UPDATE listing SET route_template = substr(resource, length(origin) + 1) WHERE origin = $1`,
    [origin],
  );

  const found = await findListings(listings, `${origin}/t999/7?page=2`);

  expect(found.map(({ listing, match }) => [listing.id, match])).toEqual([['t999', 'TEMPLATE']]);
});
