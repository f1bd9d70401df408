import { readFileSync } from 'node:fs';

import { ChangingList } from '../../../../test/builders/a-changing-list.js';
import { sourceKindContract } from '../../../../test/contract/source-kind.contract.js';
import { facilitator } from './facilitator.source.js';
import { type SourcePage } from './source-kind.js';

const { items: recorded } = JSON.parse(
  readFileSync(new URL('../../../../test/fixtures/sources/facilitator-rows.json', import.meta.url), 'utf8'),
) as { items: unknown[] };

const BASE = 'https://facilitator.example/platform/v2/x402';

const serve = (rows: readonly unknown[]) => {
  const list = new ChangingList([...rows]);
  return (url: URL): unknown => {
    const limit = Number(url.searchParams.get('limit'));
    const { items, ...pagination } = list.page(Number(url.searchParams.get('offset')), limit);
    return { x402Version: 2, items, pagination };
  };
};

sourceKindContract({ kind: facilitator, url: BASE, serve, recorded });

describe('a facilitator', () => {
  const first = async (url: string, answer: unknown): Promise<{ asked: string[]; page: SourcePage }> => {
    const asked: string[] = [];
    const getJson = (at: URL): Promise<unknown> => {
      asked.push(at.href);
      return Promise.resolve(answer);
    };
    for await (const page of facilitator.pull({ id: 'f', kind: 'facilitator', url }, { getJson }))
      return { asked, page };
    throw new Error('No page.');
  };
  const item = { resource: 'https://a.example/x' };

  it.each([
    ['https://f.example', 'https://f.example/discovery/resources?limit=1000&offset=0'],
    ['https://f.example/', 'https://f.example/discovery/resources?limit=1000&offset=0'],
    [`${BASE}//`, `${BASE}/discovery/resources?limit=1000&offset=0`],
  ])('at %s is asked for its list', async (base, url) => {
    expect((await first(base, { items: [item] })).asked).toEqual([url]);
  });

  it.each([
    ['items', { items: [item], pagination: { total: 1 } }, 1],
    ['resources', { resources: [item], pagination: null }, null],
    ['an envelope of its own', { code: 0, data: { items: [item], pagination: { total: '1' } } }, 1],
    ['nothing beside', { items: [item] }, null],
  ])('may answer with %s', async (_what, answer, total) => {
    expect((await first(BASE, answer)).page).toEqual({ rows: [{ item, url: null }], total });
  });
});
