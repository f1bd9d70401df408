import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { searchEngineContract } from '../../../../test/contract/search-engine.contract.js';
import { EmbeddedEngine } from './embedded.engine.js';

let catalog: TestCatalog;

beforeAll(async () => {
  catalog = await aCatalog();
});
afterAll(() => catalog.close());

searchEngineContract('embedded', () => Promise.resolve(new EmbeddedEngine(catalog.database)));
