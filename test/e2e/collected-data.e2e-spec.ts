import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { importFile } from '@bazaar/crawler';

import { aCatalog, type TestCatalog } from '../builders/a-catalog.js';

/** Real catalogue rows, too many and of too many licences to be part of this repository. */
const FOLDER = process.env.COLLECTED_DATA ?? '../shared/data';
const catalogs = join(FOLDER, 'catalog');
const files = existsSync(catalogs) ? readdirSync(catalogs).filter((name) => name.endsWith('.jsonl')) : [];

const REFUSALS = [
  'no-url',
  'not-an-object',
  'private-address',
  'port-not-allowed',
  'unsupported-scheme',
  'not-a-url',
  'quota',
];

if (files.length === 0) {
  it(`imports collected catalogues: skipped, since there are none in ${catalogs}`, () => {
    console.log(`No collected data in ${catalogs}: set COLLECTED_DATA to try the import on more.`);
  });
} else {
  describe(`catalogues in ${catalogs}`, () => {
    let catalog: TestCatalog;
    beforeAll(async () => {
      catalog = await aCatalog();
    });
    afterAll(() => catalog.close());

    it.each(files)('imports %s: every row is kept or refused with a known reason', async (file) => {
      const { read, kept, refused } = await importFile(join(catalogs, file), catalog);

      expect(read).toBe(kept + Object.values(refused).reduce((sum, count) => sum + count, 0));
      expect(Object.keys(refused).filter((reason) => !REFUSALS.includes(reason))).toEqual([]);
      expect(catalog.refused).toEqual([]);
    });

    it('changes nothing when the same files come again', async () => {
      const [before] = await catalog.database.query<object[]>('SELECT max("position") AS newest FROM change');
      for (const file of files) await importFile(join(catalogs, file), catalog);

      expect(await catalog.database.query<object[]>('SELECT max("position") AS newest FROM change')).toEqual([
        before,
      ]);
    });
  });
}
