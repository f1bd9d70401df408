import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { FacilitatorRepository } from './facilitator.repository.js';

let catalog: TestCatalog;
let facilitators: FacilitatorRepository;
beforeEach(async () => {
  catalog = await aCatalog();
  facilitators = new FacilitatorRepository(catalog.database);
});
afterEach(() => catalog.close());

const request = (url: string): Promise<boolean> => facilitators.request(url, catalog.clock.now());

it('lets strangers make few facilitators of one site, and ask for those again', async () => {
  const answers: boolean[] = [];
  for (const path of ['a', 'b', 'c', 'd', 'e']) answers.push(await request(`https://victim.example/${path}`));

  expect(answers).toEqual([true, true, true, true, false]);
  expect(await request('https://victim.example/a')).toBe(true);
  expect(await request('https://victim.example.org/a')).toBe(true);
});

it('counts none of those for whom an operator vouches, and shows them before all others', async () => {
  const [own, strangers] = ['https://z.example/1', 'https://a.example'];
  await catalog.database.query(
    `INSERT INTO source (id, kind, url) VALUES ('facilitator:z', 'facilitator', $1)`,
    [own],
  );
  for (const url of [own, strangers]) await request(url);
  await catalog.database.query('UPDATE facilitator SET last_ok_at = first_seen_at');

  expect((await facilitators.list()).map(({ url }) => url)).toEqual([own, strangers]);
  for (const path of ['2', '3', '4', '5']) expect(await request(`https://z.example/${path}`)).toBe(true);
});
