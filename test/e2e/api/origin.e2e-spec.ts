import { type ProbeEvidence } from '@bazaar/catalog';

import { aCatalog } from '../../builders/a-catalog.js';
import { aSighting } from '../../builders/a-sighting.js';
import { aSilentProbe } from '../../builders/an-observation.js';
import { type TestApi, anApi, open } from './an-api.js';
import { queriesOf } from './queries-of.js';

const ORIGIN = 'https://shop.example.com';
const LISTED = ['a', 'b', 'c', 'd'].map((path) => `${ORIGIN}/${path}`);
const MISSING = `${ORIGIN}/missing`;
/** Named after the origin had as many listings as it may have. */
const BEYOND = [`${ORIGIN}/beyond/1`, `${ORIGIN}/beyond/2`];

interface Status {
  readonly resource: string;
  readonly state: string;
  readonly reason: string;
  readonly cursor: string;
  readonly issues: readonly { readonly code: string }[];
  readonly timeline: readonly {
    readonly state: string;
    readonly probe: { readonly status: number | null; readonly challenge: object | null } | null;
    readonly source: { readonly id: string } | null;
  }[];
}

let api: TestApi;
beforeAll(async () => {
  const catalog = await aCatalog({ quota: { origin: 5, domain: 100 } });
  api = await anApi({}, catalog);
  await open(
    catalog,
    LISTED.map((url) => ({ url })),
  );
  await shown(MISSING, { kind: 'unlistable', reason: 'http-404' });
  await catalog.ingest.sight(BEYOND.map((url) => aSighting({ url })));
  // Two probes that nobody answered: of what is listed, one half is up.
  for (const url of LISTED.slice(2)) await shown(url, { kind: 'no-answer', reason: 'unreachable-timeout' });
});
afterAll(async () => {
  await api.close();
  await api.catalog.close();
});

/** A probe that showed this, or that found nobody. */
async function shown(url: string, evidence: ProbeEvidence): Promise<void> {
  const { catalog } = api;
  const { targetId } = await catalog.sightOne(aSighting({ url, method: 'GET' }));
  const at = catalog.clock.advance(3_600_000);
  const seen = aSilentProbe(await catalog.lease(targetId), { at, url, evidence });
  expect(await catalog.ingest.observe([seen])).toEqual(['stored']);
}

const graphql = async (fields: string, origin = ORIGIN) =>
  (
    (await api.ask(`query ($origin: String!) { origin(origin: $origin) { ${fields} } }`, { origin })) as {
      origin: unknown;
    }
  ).origin;
const statuses = async (variables: object = {}) => {
  const { origin } = (await api.ask(
    `query ($states: [ListingState!], $first: Int, $after: String) { origin(origin: "${ORIGIN}") {
       statuses(states: $states, first: $first, after: $after) { resource state reason cursor issues { code } } } }`,
    { first: 100, ...variables },
  )) as { origin: { statuses: Status[] } };
  return origin.statuses;
};
const rest = async (query: string) =>
  (await api.json(`/discovery/status?origin=${ORIGIN}${query}`)) as {
    byState: object[];
    statuses: (Status & { listing: object | null })[];
    pagination: { limit: number; cursor: string | null };
    unappliedFilters: string[];
  };

describe('an origin', () => {
  it('is what stands under it, refused ones too, with reasons and ways to mend', async () => {
    expect(
      await graphql('origin byState { value count } robots waitUntil documents { url } documentsReadAt'),
    ).toEqual({
      origin: ORIGIN,
      byState: [
        { value: 'LISTED', count: 4 },
        { value: 'REFUSED', count: 3 },
      ],
      robots: 'allowed',
      waitUntil: null,
      documents: [],
      documentsReadAt: null,
    });
    const found = await statuses();
    expect(found.map(({ resource, state, reason }) => [resource, state, reason])).toEqual([
      ...LISTED.map((url) => [url, 'LISTED', 'ok']),
      [MISSING, 'REFUSED', 'http-404'],
      ...BEYOND.map((url) => [url, 'REFUSED', 'quota']),
    ]);
    expect(found.at(-1)?.issues).toEqual([{ code: 'quota' }]);
  });

  it.each([1, 2, 3, 5, 7])('is paged by %i, each once', async (first) => {
    const paged: Status[] = [];
    for (let page: Status[]; ;) {
      page = await statuses({ first, after: paged.at(-1)?.cursor ?? null });
      paged.push(...page);
      if (page.length < first) break;
    }

    expect(paged.map(({ resource }) => resource)).toEqual([...LISTED, MISSING, ...BEYOND]);
  });

  it.each([
    [['LISTED'], LISTED],
    [['REFUSED'], [MISSING, ...BEYOND]],
    [['STALE', 'FREE'], []],
    [[], []],
  ])('is asked for the states %j', async (states, resources) => {
    expect((await statuses({ states })).map(({ resource }) => resource)).toEqual(resources);
  });

  it('is the same on REST', async () => {
    const found = await statuses();
    const report = await rest('&foo=1');

    expect(report).toMatchObject({
      origin: ORIGIN,
      byState: [
        { value: 'LISTED', count: 4 },
        { value: 'REFUSED', count: 3 },
      ],
      robots: 'allowed',
      pagination: { limit: 100, cursor: null },
      unappliedFilters: ['foo'],
    });
    expect(report.statuses.map(({ resource, state, reason }) => [resource, state, reason])).toEqual(
      found.map(({ resource, state, reason }) => [resource, state, reason]),
    );
    expect((await rest('&state=listed&limit=3')).pagination).toEqual({ limit: 3, cursor: found[2]?.cursor });
    expect((await rest(`&limit=3&cursor=${found[2]!.cursor}`)).statuses[0]?.resource).toBe(LISTED[3]);
  });

  it('is found by its plain http name, and by any URL under it', async () => {
    for (const origin of ['http://shop.example.com', `${ORIGIN}/a?b=c`])
      expect(await graphql('origin', origin)).toEqual({ origin: ORIGIN });
  });

  it('is nothing where nobody has named anything', async () => {
    expect(await graphql('origin', 'https://never.example.com')).toBeNull();
    expect(await api.json('/discovery/status?origin=https://never.example.com')).toMatchObject({
      byState: [],
      robots: null,
      statuses: [],
      pagination: { limit: 100, cursor: null },
    });
  });

  it.each([
    ['disallowed', `robots_kind = 'rules', robots_text = 'User-agent: *'`],
    ['unreachable', `robots_kind = 'disallow-all'`],
    ['allowed', `robots_kind = 'allow-all'`],
  ])('says that its robots.txt is %s', async (robots, set) => {
    await shown(`${ORIGIN}/d`, { kind: 'robots' });
    await api.catalog.database.query(`UPDATE origin SET ${set} WHERE origin = $1`, [ORIGIN]);

    expect(await graphql('robots')).toEqual({ robots });
  });

  it('says how long it wants to be left alone', async () => {
    const waitUntil = new Date(Date.now() + 3_600_000);
    await api.catalog.database.query('UPDATE origin SET wait_until = $1 WHERE origin = $2', [
      waitUntil,
      ORIGIN,
    ]);

    expect(await graphql('waitUntil')).toEqual({ waitUntil: waitUntil.toISOString() });
  });
});

describe('what stands under an origin, with its history', () => {
  const children = (first: number) =>
    graphql(
      `statuses(first: ${first}) { state issues { code } nextProbeAt lastProbe { status }
         timeline { state probe { at status challenge } source { id } }
         listing { offers { key } call { url } health { uptime30d probes30d } } }`,
    ) as Promise<{ statuses: Status[] }>;

  it('shows the probe behind each state, with what it asked for', async () => {
    const [first] = (await children(1)).statuses;

    expect(first?.timeline.map(({ state, probe, source }) => [state, probe?.status, source?.id])).toEqual([
      ['LISTED', 402, undefined],
      ['PENDING', undefined, 'a-catalogue'],
    ]);
    expect(first?.timeline[0]?.probe?.challenge).toMatchObject({
      x402Version: 2,
      accepts: [{ amount: '10000' }],
    });
  });

  it('asks the database as often for many as for one', async () => {
    const forOne = await queriesOf(api, () => children(1));
    const forFour = await queriesOf(api, () => children(4));

    expect(forFour).toHaveLength(forOne.length);
    expect(forOne.length).toBeLessThanOrEqual(11);
  });

  it('goes on without probes that are not kept any more', async () => {
    await api.catalog.database.query('DELETE FROM probe');

    const [first] = (await children(1)).statuses;

    expect(first?.timeline.map(({ state, probe }) => [state, probe])).toEqual([
      ['LISTED', null],
      ['PENDING', null],
    ]);
  });
});

describe('uptime', () => {
  const REST = '/discovery/resources?origin=https://shop.example.com';
  const found = async (path: string) => {
    const { items = [], resources = items } = (await api.json(path)) as {
      items?: { resource: string }[];
      resources?: { resource: string }[];
    };
    return resources.map(({ resource }) => resource).sort();
  };

  it.each([
    ['0', LISTED],
    ['0.5', LISTED],
    ['0.51', LISTED.slice(0, 2)],
    ['1', LISTED.slice(0, 2)],
  ])('of at least %s is answered alike by list and search, on REST and GraphQL', async (minUptime, urls) => {
    await open(api.catalog, []); // indexed
    const filter = { minUptime: Number(minUptime), origins: [ORIGIN] };
    const { listings, search } = (await api.ask(
      `query ($filter: ListingFilter) {
         listings(filter: $filter) { edges { node { resource } } unappliedFilters }
         search(input: { filter: $filter }) { edges { node { resource } } unappliedFilters } }`,
      { filter },
    )) as Record<
      'listings' | 'search',
      { edges: { node: { resource: string } }[]; unappliedFilters: string[] }
    >;

    for (const { edges, unappliedFilters } of [listings, search]) {
      expect(edges.map(({ node }) => node.resource).sort()).toEqual(urls);
      expect(unappliedFilters).toEqual([]);
    }
    expect(await found(`${REST}&minUptime=${minUptime}`)).toEqual(urls);
    expect(await found(`/discovery/search?query=&origin=${ORIGIN}&minUptime=${minUptime}`)).toEqual(urls);
  });

  it('is shown beside what it was judged by', async () => {
    const { listing } = (await api.ask(
      `{ listing(resource: "${LISTED[2]!}") { health { uptime30d probes30d consecutiveFailures } } }`,
    )) as { listing: object };

    expect(listing).toEqual({ health: { uptime30d: 0.5, probes30d: 2, consecutiveFailures: 1 } });
  });
});
