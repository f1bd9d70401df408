import { setTimeout as sleep } from 'node:timers/promises';

import { REGISTER } from '@bazaar/catalog';

import { aCatalog, type TestCatalog } from '../../builders/a-catalog.js';
import { aCrawler } from '../../builders/a-crawler.js';
import { aDocumentReader } from '../../builders/a-document-reader.js';
import { aSighting } from '../../builders/a-sighting.js';
import { type Fleet, type FleetEndpoint, startFleet } from '../../fleet/fleet.js';

interface ListingRow {
  state: string;
  state_reason: string;
  resource: string;
  method: string | null;
  tool_name: string | null;
  service_name: string | null;
  payability: string;
  merged_into: string | null;
  networks: string[] | null;
  call: string;
  issues: string;
}

let fleet: Fleet;
let catalog: TestCatalog;
const listingOf = new Map<string, string>();

let crawler: Awaited<ReturnType<typeof aCrawler>>;

/** Everything at once: registered as a seller would, probed by a crawler in a hurry, all within this hook. */
beforeAll(async () => {
  [fleet, catalog] = await Promise.all([startFleet({ ports: 'any' }), aCatalog()]);
  crawler = await aCrawler(catalog, { FETCH_ALLOW: fleet.allow });
  await registerAll(fleet.endpoints);
  await untilProbed();
}, 60_000);

afterAll(async () => {
  await crawler.stop();
  await Promise.all([fleet.stop(), catalog.close()]);
});

async function registerAll(endpoints: readonly FleetEndpoint[]): Promise<void> {
  for (const { name, register } of endpoints) {
    const { listingId } = await catalog.sightOne(
      aSighting({
        url: register.resource,
        method: register.method ?? null,
        toolName: register.toolName ?? null,
        type: register.toolName === undefined ? 'HTTP' : 'MCP',
        source: REGISTER,
        probeNow: true,
      }),
    );
    listingOf.set(name, listingId);
  }
}

async function untilProbed(): Promise<void> {
  for (;;) {
    const [row] = await catalog.database.query<{ waiting: string }[]>(
      'SELECT count(*) AS waiting FROM target WHERE requested_at IS NOT NULL',
    );
    if (row?.waiting === '0') return;
    await sleep(50);
  }
}

async function listing(name: string): Promise<ListingRow> {
  const [row] = await catalog.database.query<ListingRow[]>(
    `SELECT l.*, (SELECT array_agg(o.network ORDER BY o.position) FROM offer o WHERE o.listing_id = l.id) AS networks
     FROM listing l WHERE id = $1`,
    [listingOf.get(name)],
  );
  if (row === undefined) throw new Error(`No listing of ${name}.`);
  return row;
}

describe('the crawler, let loose on the fleet', () => {
  it('brings every endpoint to the state that its answers ask for', async () => {
    const found = await Promise.all(
      fleet.endpoints.map(async ({ name, expect: { method } }) => {
        const row = await listing(name);
        return [name, row.state, row.state_reason, row.state === 'LISTED' ? row.method : method];
      }),
    );

    expect(found).toEqual(
      fleet.endpoints.map(({ name, expect: { state, reason, method } }) => [name, state, reason, method]),
    );
  });

  it('stores what the answers say', async () => {
    const listed = fleet.endpoints.filter(({ expect: { state } }) => state === 'LISTED');
    const found = await Promise.all(
      listed.map(async ({ name, expect: { payability } }) => {
        const row = await listing(name);
        return [name, row.resource, row.service_name, payability && row.payability, row.networks];
      }),
    );

    expect(found).toEqual(
      listed.map(({ name, expect: { resource, serviceName, payability, offers } }) => [
        name,
        resource,
        serviceName,
        payability,
        offers.map(({ network }) => network),
      ]),
    );
  });

  it.each([
    ['weather-forecast-by-city', ['PATH', 'QUERY']],
    ['translate-text', ['BODY']],
    ['mcp-extract-invoice', ['ARGUMENTS']],
  ])('finds that what the official helpers show of %s matches its schema', async (name, places) => {
    const { call, issues } = await listing(name);
    const { parts } = JSON.parse(call) as { parts: { in: string; exampleValid: boolean | null }[] };

    expect(parts.map((part) => [part.in, part.exampleValid])).toEqual(places.map((place) => [place, true]));
    expect(JSON.parse(issues)).toEqual([]);
  });

  it('sent only what an unpaid probe may send', () => {
    const requests = fleet.requests();
    const mcpPath = new URL(fleet.endpoint('mcp-geocode-address').register.resource).pathname;

    expect(requests.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([]);
    expect(
      requests.filter(
        ({ method, path, bodyBytes }) => bodyBytes > 0 && (method !== 'POST' || path !== mcpPath),
      ),
    ).toEqual([]);
    expect(
      requests.filter(({ headerNames }) => headerNames.some((name) => /^(?:x-)?payment/.test(name))),
    ).toEqual([]);
    expect(requests.every(({ headerNames }) => headerNames.includes('user-agent'))).toBe(true);
  });

  it('leaves out a shop that asks for it while it is open, and that shop alone', async () => {
    const { origin } = new URL(fleet.endpoint('origami-diagrams').register.resource);
    const reader = aDocumentReader(catalog, { FETCH_ALLOW: fleet.allow });
    fleet.setOptedOut(true);
    await reader.read(origin);
    await reader.stop();

    for (const name of ['origami-diagrams', 'origami-crease-check'])
      while ((await listing(name)).state === 'LISTED') await sleep(20);

    const out = await catalog.database.query<{ origin: string }[]>(
      `SELECT DISTINCT origin FROM listing WHERE state = 'DELISTED' AND state_reason = 'opted-out'`,
    );
    expect(out).toEqual([{ origin }]);
  });
});
