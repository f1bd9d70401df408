import { HTTPFacilitatorClient } from '@x402/core/http';
import { withBazaar } from '@x402/extensions/bazaar';

import { type TestApi, STREET, anApi, open } from './an-api.js';

let api: TestApi;
let url: string;
beforeAll(async () => {
  api = await anApi();
  await open(api.catalog, STREET);
  await api.app.listen(0, '127.0.0.1');
  url = (await api.app.getUrl()).replace('[::1]', '127.0.0.1');
});
afterAll(() => api.close());

describe('the official client, unmodified', () => {
  const bazaar = () => withBazaar(new HTTPFacilitatorClient({ url: `${url}//` })).extensions.bazaar;

  it('lists', async () => {
    const { items, pagination } = await bazaar().listResources();

    expect(items).toHaveLength(5);
    expect(pagination).toEqual({ limit: 20, offset: 0, total: 5 });
  });

  it('lists with every parameter it has', async () => {
    const { items } = await bazaar().listResources({
      type: 'http',
      payTo: '0x52908400098527886e0f7030069857d2e4169ee7',
      scheme: 'exact',
      network: 'eip155:8453',
      extensions: 'payment-identifier',
      limit: 10,
      offset: 0,
    });

    expect(items.map(({ resource }) => resource)).toEqual(['https://weather.example.com/now']);
  });

  it('searches, also for nothing', async () => {
    const found = await bazaar().search({
      query: 'route planning',
      network: 'solana',
    });
    const all = await bazaar().search({ query: '', limit: 2 });

    expect(found.resources[0]?.resource).toBe('https://maps.example.com/route');
    expect(all.resources).toHaveLength(2);
    expect(all.pagination?.cursor).toEqual(expect.any(String));
  });

  it('is told what is wrong', async () => {
    await expect(bazaar().listResources({ network: '!!!' })).rejects.toThrow(
      /listDiscoveryResources failed \(400\).*network/,
    );
  });

  it('finds what older clients ask for, credentials and all', async () => {
    const answer = await fetch(`${url}/discovery/resources?`, {
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer anything' },
    });

    expect(answer.status).toBe(200);
    expect(((await answer.json()) as { items: unknown[] }).items).toHaveLength(5);
  });

  it('may be asked from a page of another site, but not made to register', async () => {
    const preflight = (path: string) =>
      fetch(`${url}${path}`, {
        method: 'OPTIONS',
        headers: { Origin: 'https://page.example', 'Access-Control-Request-Method': 'POST' },
      });

    expect((await preflight('/graphql')).headers.get('access-control-allow-origin')).toBe('*');
    expect((await preflight('/discovery/register')).headers.get('access-control-allow-origin')).toBeNull();
  });
});
