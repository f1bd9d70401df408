import { setTimeout as sleep } from 'node:timers/promises';

import { HTTPFacilitatorClient } from '@x402/core/server';
import { withBazaar } from '@x402/extensions/bazaar';

import { type RunningBazaar, aBazaar } from '../builders/a-bazaar.js';
import { type FleetEndpoint, type Fleet, startFleet } from '../fleet/fleet.js';

interface RestStatus {
  readonly state: string;
  readonly reason: string;
  readonly resource: string;
  readonly method: string | null;
  readonly toolName: string | null;
  readonly issues: readonly { readonly code: string; readonly fix: string | null }[];
  readonly timeline: readonly { readonly state: string }[];
  readonly lastProbe: { readonly status: number | null } | null;
  readonly listing: RestItem | null;
}

interface RestItem {
  readonly resource: string;
  readonly x402Version: number;
  readonly accepts: readonly Record<string, unknown>[];
  readonly bazaar: { readonly id: string; readonly priceUsd: string | null; readonly payability: string };
}

interface GraphqlListing {
  readonly resource: string;
  readonly method: string | null;
  readonly toolName: string | null;
  readonly state: string;
  readonly stateReason: string;
  readonly x402Version: number | null;
  readonly serviceName: string | null;
  readonly payability: string;
  readonly issues: readonly { readonly code: string }[];
  readonly offers: readonly {
    readonly scheme: string;
    readonly amountAtomic: string | null;
    readonly priceUsd: string | null;
    readonly priceKind: string;
    readonly payTo: string;
    readonly environment: string;
    readonly network: { readonly id: string };
    readonly asset: { readonly address: string; readonly symbol: string | null } | null;
    readonly issues: readonly { readonly code: string }[];
  }[];
}

const LISTING = `{
  resource method toolName state stateReason x402Version serviceName payability issues { code }
  offers { scheme amountAtomic priceUsd priceKind payTo environment network { id } asset { address symbol } issues { code } }
}`;

/** A registration waits ten seconds for its probe, and the machine may be busy. */
const REGISTERED_AT_ONCE = 16;

let fleet: Fleet;
let bazaar: RunningBazaar;
const registered = new Map<string, RestStatus>();

const statusPath = ({ register }: FleetEndpoint): string =>
  `/discovery/status?resource=${encodeURIComponent(register.resource)}`;

/** The one entry of a URL that belongs to the endpoint: an MCP server has one for each tool. */
const entryOf = <T extends { toolName: string | null }>(
  entries: readonly T[],
  { expect: wanted }: FleetEndpoint,
): T | undefined => entries.find(({ toolName }) => toolName === wanted.toolName);

const listed = (): FleetEndpoint[] => fleet.endpoints.filter(({ expect: { state } }) => state === 'LISTED');

beforeAll(async () => {
  fleet = await startFleet({ ports: 'any' });
  bazaar = await aBazaar({ FETCH_ALLOW: fleet.allow, PROBE_TIMEOUT_MS: '3000' });
  const left = [...fleet.endpoints];
  const registrant = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      registered.set(next.name, await bazaar.register<RestStatus>(next.register));
  };
  await Promise.all(Array.from({ length: REGISTERED_AT_ONCE }, registrant));
  await untilIndexed();
}, 120_000);

afterAll(async () => {
  await bazaar.stop();
  await fleet.stop();
});

async function untilIndexed(): Promise<void> {
  const path =
    '/discovery/search?query=&limit=100&testnets=true&payability=PAYABLE&payability=V1_ONLY&payability=BLOCKED&payability=UNKNOWN';
  for (let tries = 0; tries < 100; tries++) {
    const { bazaar: about } = await bazaar.get<{ bazaar: { total: number } }>(path);
    if (about.total === listed().length) return;
    await sleep(50);
  }
}

it('answers a registration with what became of it', () => {
  const found = fleet.endpoints.map(({ name }) => [
    name,
    registered.get(name)?.state,
    registered.get(name)?.reason,
  ]);

  expect(found).toEqual(fleet.endpoints.map(({ name, expect: { state, reason } }) => [name, state, reason]));
});

it('tells a seller over REST how each endpoint stands, and how to mend it', async () => {
  for (const endpoint of fleet.endpoints) {
    const { statuses } = await bazaar.get<{ statuses: RestStatus[] }>(statusPath(endpoint));
    const status = entryOf(statuses, endpoint);

    expect({ name: endpoint.name, ...status }).toMatchObject({
      name: endpoint.name,
      state: endpoint.expect.state,
      reason: endpoint.expect.reason,
    });
    expect(status?.timeline.at(-1)?.state).toBe('PENDING');
    if (endpoint.expect.state === 'REFUSED') expect(status?.issues[0]?.fix).toEqual(expect.any(String));
  }
});

it('says the same over GraphQL, with offers, networks and exact prices', async () => {
  for (const endpoint of fleet.endpoints) {
    const { listingStatus } = await bazaar.graphql<{
      listingStatus: { toolName: string | null; state: string; reason: string; listing: GraphqlListing }[];
    }>(
      `query ($resource: String!) { listingStatus(resource: $resource) { toolName state reason listing ${LISTING} } }`,
      {
        resource: endpoint.register.resource,
      },
    );
    const { name, expect: wanted } = endpoint;
    const listing = entryOf(listingStatus, endpoint)?.listing;

    expect({ name, state: listing?.state, reason: listing?.stateReason }).toEqual({
      name,
      state: wanted.state,
      reason: wanted.reason,
    });
    if (listing === undefined || wanted.state !== 'LISTED') continue;
    expect({ name, ...listing }).toMatchObject({
      name,
      resource: wanted.resource,
      method: wanted.method,
      toolName: wanted.toolName,
      x402Version: wanted.x402Version,
      serviceName: wanted.serviceName,
      ...(wanted.payability === null ? {} : { payability: wanted.payability }),
    });
    expect(
      listing.offers.map(({ network, asset, issues: _issues, ...offer }) => ({
        ...offer,
        network: network.id,
        asset: asset?.address,
        symbol: asset?.symbol ?? null,
      })),
    ).toEqual(wanted.offers);
    const issues = [...listing.issues, ...listing.offers.flatMap((offer) => offer.issues)].map(
      ({ code }) => code,
    );
    expect(issues).toEqual(expect.arrayContaining([...wanted.issues]));
  }
});

describe('the official client, unmodified', () => {
  const client = () => withBazaar(new HTTPFacilitatorClient({ url: bazaar.url })).extensions.bazaar;

  /** The whole list, so many at a time. */
  const listAll = async (limit: number): Promise<{ items: RestItem[]; total: number }> => {
    const items: RestItem[] = [];
    for (;;) {
      const page = await client().listResources({ limit, offset: items.length });
      items.push(...(page.items as unknown as RestItem[]));
      expect(page.pagination).toMatchObject({ limit });
      if (items.length >= page.pagination.total) return { items, total: page.pagination.total };
    }
  };

  it('lists every payable endpoint of the main networks, with its accepts as the seller wrote them', async () => {
    const { items, total } = await listAll(100);
    const wanted = listed().filter(({ expect: { offers } }) =>
      offers.some(({ environment }) => environment !== 'TESTNET'),
    );

    expect(items.map(({ resource }) => resource).sort()).toEqual(
      wanted.map(({ expect: { resource } }) => resource).sort(),
    );
    expect(total).toBe(wanted.length);
    for (const { expect: expected } of wanted) {
      const item = items.find(
        ({ resource, bazaar: about }) =>
          resource === expected.resource &&
          (about as { toolName?: string | null }).toolName === expected.toolName,
      );
      const amounts = item?.accepts.map((offer) => offer['amount'] ?? offer['maxAmountRequired']);
      const stated = expected.offers.filter(({ amountAtomic }) => amountAtomic !== null);
      expect(amounts).toEqual(expect.arrayContaining(stated.map(({ amountAtomic }) => amountAtomic)));
    }
  });

  it('pages through the list without a gap or a repeat', async () => {
    const [whole, paged] = [await listAll(100), await listAll(7)];

    expect(paged.items.map(({ bazaar: { id } }) => id)).toEqual(whole.items.map(({ bazaar: { id } }) => id));
  });

  it('finds what an agent asks for', async () => {
    const { resources } = await client().search({ query: 'weather forecast', network: 'eip155:8453' });

    expect(resources[0]?.resource).toMatch(/\/weather\/:city$/);
  });
});

it('gives the same price on every surface', async () => {
  for (const endpoint of listed()) {
    const { expect: wanted } = endpoint;
    const query = new URLSearchParams({
      query: '',
      urlSubstring: wanted.resource,
      testnets: 'true',
      limit: '100',
    });
    for (const payability of ['PAYABLE', 'V1_ONLY', 'BLOCKED', 'UNKNOWN'])
      query.append('payability', payability);
    const rest = await bazaar.get<{ resources: RestItem[] }>(`/discovery/search?${query.toString()}`);
    const item = rest.resources.find(
      ({ resource, bazaar: about }) =>
        resource === wanted.resource && (about as { toolName?: string | null }).toolName === wanted.toolName,
    );
    const { listing } = await bazaar.graphql<{ listing: { minPriceUsd: string | null } | null }>(
      'query ($id: ID!) { listing(id: $id) { minPriceUsd } }',
      { id: item?.bazaar.id },
    );

    expect({ name: endpoint.name, price: listing?.minPriceUsd }).toEqual({
      name: endpoint.name,
      price: item?.bazaar.priceUsd,
    });
  }
});

it('shows a new price in search within two seconds of its probe', async () => {
  const endpoint = fleet.endpoint('electricity-price-that-moves');
  fleet.setPrice('0.02');
  const { Client } = await import('pg');
  const database = new Client({ connectionString: bazaar.databaseUrl });
  await database.connect();
  // Due at once, and long enough after the last look.
  await database.query(`UPDATE target SET probed_at = now() - interval '5 minutes' WHERE url = $1`, [
    endpoint.register.resource,
  ]);
  await database.query(`UPDATE listing SET last_probed_at = now() - interval '5 minutes'`);
  await database.end();

  const { listing } = await bazaar.register<RestStatus>(endpoint.register);
  const probedAt = Date.now();
  expect(listing?.bazaar.priceUsd).toBe('0.02');

  const cheap = `/discovery/search?query=electricity&maxUsdPrice=0.015&urlSubstring=${encodeURIComponent(endpoint.expect.resource)}`;
  for (;;) {
    const { resources } = await bazaar.get<{ resources: RestItem[] }>(cheap);
    if (resources.length === 0) break;
    expect(Date.now() - probedAt).toBeLessThan(2_000);
    await sleep(20);
  }
  const { resources } = await bazaar.get<{ resources: RestItem[] }>(cheap.replace('0.015', '0.02'));
  expect(resources[0]?.bazaar.priceUsd).toBe('0.02');
});

it('sends nothing but GET, a bodiless POST, and MCP messages, and never a payment', () => {
  const requests = fleet.requests();
  const odd = requests.filter(
    ({ method, path, headerNames, bodyBytes }) =>
      headerNames.some((name) => /^(?:x-payment|payment-signature|cookie|authorization)$/i.test(name)) ||
      (path.endsWith('/mcp')
        ? !['GET', 'POST', 'DELETE'].includes(method)
        : !['GET', 'POST'].includes(method) || bodyBytes > 0),
  );

  expect(requests.length).toBeGreaterThan(fleet.endpoints.length);
  expect(odd).toEqual([]);
});
