import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { searchEngineContract } from '../../../../test/contract/search-engine.contract.js';
import { STOP_WORDS } from '../text/stop-words.js';
import { EmbeddedEngine } from './embedded.engine.js';

let catalog: TestCatalog;

beforeAll(async () => {
  catalog = await aCatalog();
});
afterAll(() => catalog.close());

searchEngineContract('embedded', () => Promise.resolve(new EmbeddedEngine(catalog.database)));

it('knows the words that its dictionary leaves out', async () => {
  const indexed = await catalog.database.query<object[]>(
    `SELECT word FROM unnest($1::text[]) AS word WHERE to_tsvector('english', word) <> ''`,
    [[...STOP_WORDS]],
  );

  expect(indexed).toEqual([]);
});
