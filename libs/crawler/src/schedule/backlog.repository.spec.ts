import { aCatalog, type TestCatalog } from '../../../../test/builders/a-catalog.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { BacklogRepository } from './backlog.repository.js';

let catalog: TestCatalog;
beforeAll(async () => {
  catalog = await aCatalog();
});
afterAll(() => catalog.close());

it('counts the origins that wait for a worker, and for how long the first has', async () => {
  const backlog = new BacklogRepository(catalog.database, catalog.clock);
  expect(await backlog.now()).toEqual({ origins: 0, oldestMs: 0 });

  for (const host of ['one', 'two', 'held'])
    await catalog.sightOne(aSighting({ url: `https://${host}.example/a` }));
  await catalog.database.query(`UPDATE origin SET leased_until = $1 WHERE origin = 'https://held.example'`, [
    new Date(catalog.clock.now().getTime() + 3_600_000),
  ]);
  catalog.clock.advance(90_000);

  expect(await backlog.now()).toEqual({ origins: 2, oldestMs: 90_000 });
});
