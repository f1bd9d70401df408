import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { aCatalogueServer, facilitatorOf, sendJson } from '../../builders/a-catalogue-server.js';
import { type RunningBazaar, aBazaar } from '../../builders/a-bazaar.js';
import { ChangingList } from '../../builders/a-changing-list.js';
import { aRequirement } from '../../builders/a-requirement.js';
import { makeTempFolder } from '../../setup/script.js';

const SOLANA = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp';
const URL_SOLD = 'https://shop.example.com/x';

const kinds = [
  { x402Version: 2, scheme: 'exact', network: 'eip155:8453', extra: { name: 'USD Coin' } },
  { x402Version: 1, scheme: 'exact', network: 'solana' },
  { x402Version: 2, scheme: 'upto', network: 'eip155:84532' },
];
const row = {
  resource: URL_SOLD,
  accepts: [aRequirement()],
  quality: { l30DaysTotalCalls: 120, l30DaysUniquePayers: 7, lastCalledAt: '2093-01-01T00:00:00Z' },
};

const catalogueOf = facilitatorOf(new ChangingList([row]));
/** Its `/supported` works, a list it has not: it was registered by a stranger. */
const other: Parameters<typeof aCatalogueServer>[0] = (url, response) =>
  url.pathname === '/x402/supported'
    ? sendJson(response, {
        kinds,
        extensions: ['bazaar'],
        signers: { 'eip155:*': ['0xA044a0fC405301297e4A91db1Fb6bE003090e197'] },
      })
    : void response.writeHead(404).end();

let named: Awaited<ReturnType<typeof aCatalogueServer>>;
let stranger: typeof named;
let bazaar: RunningBazaar;
let folder: string;

beforeAll(async () => {
  folder = await makeTempFolder();
  const file = join(folder, 'sources.json');
  named = await aCatalogueServer(catalogueOf);
  stranger = await aCatalogueServer(other);
  await writeFile(file, JSON.stringify({ sources: [{ name: 'ours', kind: 'facilitator', url: named.url }] }));
  bazaar = await aBazaar({
    PROBES: 'off',
    FETCH_ALLOW: `${named.allow},${stranger.allow}`,
    BAZAAR_SOURCES: file,
  });
}, 60_000);

afterAll(async () => {
  await bazaar.stop();
  await named.close();
  await stranger.close();
  await rm(folder, { recursive: true });
});

interface Shown {
  readonly id: string;
  readonly enabled: boolean;
  readonly listings: number;
  readonly lastOkAt: string | null;
  readonly lastError: string | null;
}

const sources = async (): Promise<Shown[]> =>
  (await bazaar.graphql<{ sources: Shown[] }>('{ sources { id enabled listings lastOkAt lastError } }'))
    .sources;

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline;) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error('It did not come.');
}

it('pulls what the file names, and shows how it fares', async () => {
  const ours = await until(async () => (await sources()).find(({ lastOkAt }) => lastOkAt !== null));

  expect(ours).toMatchObject({ id: 'facilitator:ours', enabled: true, listings: 1, lastError: null });
  const figures = await (await fetch(`${bazaar.url}/metrics`)).text();
  expect(figures).toContain('bazaar_source_rows{source="facilitator:ours"} 1');
  expect(figures).toContain('bazaar_source_held{source="facilitator:ours"} 0');
});

it('shows counters with who counted what, in GraphQL and in REST', async () => {
  const { listing } = await bazaar.graphql<{ listing: { usage: unknown[] } }>(
    `{ listing(resource: "${URL_SOLD}") { usage { source counts calls30d payers30d lastCalledAt asOf } } }`,
  );

  expect(listing.usage).toEqual([
    {
      source: 'facilitator:ours',
      counts: 'calls and distinct payers of 30 days, as this source counts them',
      calls30d: 120,
      payers30d: 7,
      lastCalledAt: expect.stringMatching(/^20[2-8]/) as string,
      asOf: expect.any(String) as string,
    },
  ]);
  const { items } = await bazaar.get<{ items: { quality: unknown }[] }>('/discovery/resources?state=PENDING');
  expect(items[0]?.quality).toMatchObject({
    l30DaysTotalCalls: 120,
    l30DaysUniquePayers: 7,
    source: 'facilitator:ours',
  });
});

const register = `mutation ($url: String!) { registerFacilitator(url: $url) {
  url kinds { x402Version scheme network extra } extensions signers lastOkAt lastError p50Ms source { id enabled } } }`;

it('polls a facilitator that is registered, and offers its catalogue as a source', async () => {
  const { registerFacilitator } = await bazaar.graphql<{ registerFacilitator: Record<string, unknown> }>(
    register,
    {
      url: `${stranger.url}/x402/`,
    },
  );

  const url = `${stranger.url}/x402`;
  expect(registerFacilitator).toEqual({
    url,
    kinds: [
      kinds[0],
      { x402Version: 1, scheme: 'exact', network: SOLANA, extra: null },
      { ...kinds[2], extra: null },
    ],
    extensions: ['bazaar'],
    signers: { 'eip155:*': ['0xA044a0fC405301297e4A91db1Fb6bE003090e197'] },
    lastOkAt: expect.any(String) as string,
    lastError: null,
    p50Ms: expect.any(Number) as number,
    source: { id: `facilitator:${url}`, enabled: false },
  });
  expect(stranger.asked).toEqual(['/x402/supported']);
});

it.each([
  ['{ facilitators { url } }', 2],
  ['{ facilitators(network: "eip155:*") { url } }', 1],
  ['{ facilitators(network: "base", scheme: "exact") { url } }', 1],
  ['{ facilitators(network: "solana", scheme: "upto") { url } }', 0],
  ['{ facilitators(network: "eip155:1") { url } }', 0],
  ['{ facilitators(scheme: "upto") { url } }', 1],
])('%s finds %p', async (query, found) => {
  expect((await bazaar.graphql<{ facilitators: unknown[] }>(query)).facilitators).toHaveLength(found);
});

it('says what is wrong with one that settles nothing, and keeps no source of it', async () => {
  const { registerFacilitator } = await bazaar.graphql<{ registerFacilitator: Record<string, unknown> }>(
    register,
    {
      url: `${stranger.url}/nothing`,
    },
  );

  expect(registerFacilitator).toMatchObject({ kinds: [], lastOkAt: null, source: null });
  expect(registerFacilitator['lastError']).toMatch(/^http-404/);
  expect((await sources()).map(({ id }) => id)).not.toContain(`facilitator:${stranger.url}/nothing`);
});

it.each(['http://10.0.0.1/', 'ftp://f.example', 'a facilitator', 'https://f.example:8443/'])(
  'asks nobody at %s',
  async (url) => {
    await expect(bazaar.graphql(register, { url })).rejects.toThrow('BAD_INPUT');
  },
);
