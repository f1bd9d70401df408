import { type TestApi, anApi, open } from './an-api.js';

const DESCRIPTION = 'Café ＦＸ: taux de change, payé en USD₮0';

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
  const url = 'https://taux.example.com/now';
  await open(api.catalog, [{ url, resource: { description: DESCRIPTION, serviceName: 'Taux' } }]);
});
afterAll(() => api.close());

it.each(['cafe fx', 'CAFÉ ＦＸ', 'Cafe\u0301', 'usdt0', 'USD₮0', 'paye', 'ca\u200bfé'])(
  'finds a text by %j, and shows it as the seller wrote it',
  async (text) => {
    const rest = await api.json(`/discovery/search?query=${encodeURIComponent(text)}`);
    const graphql = await api.ask(
      'query ($text: String) { search(input: { text: $text }) { mode edges { node { description } } } }',
      { text },
    );

    expect(rest).toMatchObject({ resources: [{ description: DESCRIPTION }], bazaar: { mode: 'MATCH' } });
    expect(graphql).toEqual({ search: { mode: 'MATCH', edges: [{ node: { description: DESCRIPTION } }] } });
  },
);
