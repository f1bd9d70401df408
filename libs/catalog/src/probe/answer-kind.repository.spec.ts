import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { mayBeChallenge, mayBeChallengeSql } from './answer-kind.repository.js';

let catalog: TestCatalog;
beforeAll(async () => {
  catalog = await aCatalog();
});
afterAll(() => catalog.close());

it.each([
  ['a 402', 402, null, true],
  ['a page', 200, null, false],
  ['what a server said of its tool', 200, 'weather', true],
  ['a redirect of a server of tools', 399, 'weather', true],
  ['an HTTP error of a server of tools', 400, 'weather', false],
  ['a 402 of a server of tools', 402, 'weather', true],
])('takes %s for a challenge, or not, in code as in SQL', async (_what, status, toolName, may) => {
  const [row] = await catalog.database.query<{ may: boolean }[]>(
    `SELECT ${mayBeChallengeSql('o', 't.tool_name')} AS may
     FROM (SELECT $1::smallint AS status) AS o, (SELECT $2::text AS tool_name) AS t`,
    [status, toolName],
  );

  expect({ code: mayBeChallenge(status, toolName), sql: row?.may }).toEqual({ code: may, sql: may });
});
