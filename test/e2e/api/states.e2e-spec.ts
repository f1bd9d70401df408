import { type ProbeEvidence } from '@bazaar/catalog';

import { aSilentProbe } from '../../builders/an-observation.js';
import { type TestApi, anApi, open } from './an-api.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
const PAUSED = 'https://paused.example.com/weather';
const STALE = 'https://stale.example.com/weather';
const FREE = 'https://free.example.com/weather';

interface Item {
  readonly resource: string;
  readonly bazaar: { readonly state: string; readonly reason: string };
}

let api: TestApi;
let pausedUntil: Date;
beforeAll(async () => {
  api = await anApi();
  await open(api.catalog, [{ url: PAUSED }, { url: STALE }, { url: FREE }]);
  pausedUntil = new Date(api.catalog.clock.now().getTime() + 2 * DAY);
  await showTwice(STALE, { kind: 'unlistable', reason: 'http-5xx' });
  await showTwice(FREE, { kind: 'free', originSaysPaid: false });
  await showTwice(PAUSED, { kind: 'paused', until: pausedUntil });
  await open(api.catalog, []);
});
afterAll(() => api.close());

async function showTwice(url: string, evidence: ProbeEvidence): Promise<void> {
  const [target] = await api.catalog.database.query<{ id: string }[]>(
    'SELECT id FROM target WHERE url = $1',
    [url],
  );
  for (let times = 0; times < 2; times++) {
    const at = api.catalog.clock.advance(10 * MINUTE);
    const lease = await api.catalog.lease(target!.id);
    await api.catalog.ingest.observe([aSilentProbe(lease, { at, url, evidence })]);
  }
}

const told = (items: readonly Item[]): string[][] =>
  items.map(({ resource, bazaar: { state, reason } }) => [resource, state, reason]).sort();

/** What each way of asking answers. */
async function answers(state: string | null): Promise<string[][][]> {
  const query = state === null ? '' : `&state=${state}`;
  const filter = state === null ? '{}' : `{ states: [${state}] }`;
  const list = (await api.json(`/discovery/resources?limit=50${query}`)) as { items: Item[] };
  const search = (await api.json(`/discovery/search?query=weather${query}`)) as { resources: Item[] };
  const { listings } = (await api.ask(
    `{ listings(filter: ${filter}) { edges { node { resource state stateReason } } } }`,
  )) as { listings: { edges: { node: { resource: string; state: string; stateReason: string } }[] } };
  const nodes = listings.edges.map(({ node: { resource, state: is, stateReason } }) => ({
    resource,
    bazaar: { state: is, reason: stateReason },
  }));
  return [told(list.items), told(search.resources), told(nodes)];
}

const everywhere = (items: readonly string[][]): (readonly string[][])[] => [items, items, items];

it('answers what is stale, and says so, but nothing that is worse or paused', async () => {
  expect(await answers(null)).toEqual(everywhere([[STALE, 'STALE', 'http-5xx']]));
});

it('answers what is paused where what is stale is asked for by name', async () => {
  expect(await answers('STALE')).toEqual(
    everywhere([
      [PAUSED, 'STALE', 'paused'],
      [STALE, 'STALE', 'http-5xx'],
    ]),
  );
});

it('answers what is worse where it is asked for by name', async () => {
  expect(await answers('FREE')).toEqual(everywhere([[FREE, 'FREE', 'became-free']]));
});

it('keeps what is paused in the feed, and removes what is worse', async () => {
  const { changes } = (await api.ask(
    '{ changes { changes { kind state reason listing { resource } } } }',
  )) as {
    changes: { changes: { kind: string; state: string; reason: string; listing: Item | null }[] };
  };

  expect(changes.changes.slice(-3)).toEqual([
    { kind: 'UPSERT', state: 'STALE', reason: 'http-5xx', listing: { resource: STALE } },
    { kind: 'REMOVE', state: 'FREE', reason: 'became-free', listing: null },
    { kind: 'UPSERT', state: 'STALE', reason: 'paused', listing: { resource: PAUSED } },
  ]);
});

it('tells until when it is paused', async () => {
  const { statuses } = (await api.json(`/discovery/status?resource=${PAUSED}`)) as { statuses: object[] };

  expect(statuses).toMatchObject([
    { state: 'STALE', reason: 'paused', nextProbeAt: pausedUntil.toISOString() },
  ]);
});
