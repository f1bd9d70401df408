import { type ProbeEvidence } from '@bazaar/catalog';

import { aChallenge } from '../../builders/a-challenge.js';
import { aRequirement } from '../../builders/a-requirement.js';
import { aSighting } from '../../builders/a-sighting.js';
import { anObservation } from '../../builders/an-observation.js';
import { ourRule } from '../../builders/discovery-vectors.js';
import { type TestApi, anApi } from './an-api.js';

interface Item {
  readonly resource: string;
  readonly accepts: readonly { readonly amount: string }[];
  readonly lastUpdated: string;
  readonly description: string;
  readonly bazaar: {
    readonly id: string;
    readonly method: string;
    readonly state: string;
    readonly reason: string;
    readonly version: string;
  };
}

const MINUTE_MS = 60_000;

let api: TestApi;
beforeAll(async () => {
  api = await anApi();
});
afterAll(() => api.close());

/** A resource that is probed as often as a test asks. */
async function aResource(path: string, method = 'GET') {
  const { catalog } = api;
  const url = `https://rules.example.com/${path}`;
  const { targetId, listingId } = await catalog.sightOne(aSighting({ url, method }));
  const observe = async (change: Parameters<typeof anObservation>[1]): Promise<void> => {
    const at = catalog.clock.advance(5 * MINUTE_MS);
    const seen = anObservation(await catalog.lease(targetId), { at, url, method, ...change });
    expect(await catalog.ingest.observe([seen])).toEqual(['stored']);
  };
  const item = async () => (await api.json(`/discovery/listings/${listingId}`)) as Item;
  return {
    url,
    listingId,
    item,
    asks: (change: Parameters<typeof aChallenge>[0] = {}) =>
      observe({ challenge: aChallenge({ url, ...change }) }),
    shows: (evidence: ProbeEvidence) => observe({ evidence, reading: null }),
    dueAt: async (): Promise<Date> => {
      const [row] = await catalog.database.query<{ due: Date }[]>(
        'SELECT greatest(next_probe_at, wait_until) AS due FROM target WHERE id = $1',
        [targetId],
      );
      return row!.due;
    },
  };
}
const listed = async (url: string) => {
  const { items } = (await api.json(`/discovery/resources?urlSubstring=${encodeURIComponent(url)}`)) as {
    items: Item[];
  };
  return items;
};

it(ourRule('O1'), async () => {
  const [get, post] = [await aResource('both', 'GET'), await aResource('both', 'POST')];
  await get.asks();
  await post.asks();

  expect((await listed(get.url)).map(({ resource, bazaar }) => [resource, bazaar.method])).toEqual([
    [get.url, 'GET'],
    [get.url, 'POST'],
  ]);
});

it(ourRule('O2'), async () => {
  const { asks, item, listingId } = await aResource('dearer');
  await asks({ accepts: [aRequirement({ amount: '10000' })] });
  const before = await item();
  await asks({ accepts: [aRequirement({ amount: '20000' })] });
  const after = await item();
  const { listing } = (await api.ask(
    'query ($id: ID!) { listing(id: $id) { priceHistory { points { amountAtomic } } } }',
    {
      id: listingId,
    },
  )) as { listing: { priceHistory: { points: { amountAtomic: string }[] } } };

  expect(after.accepts.map(({ amount }) => amount)).toEqual(['20000']);
  expect(Date.parse(after.lastUpdated)).toBeGreaterThan(Date.parse(before.lastUpdated));
  expect(listing.priceHistory.points.map(({ amountAtomic }) => amountAtomic).sort()).toEqual([
    '10000',
    '20000',
  ]);
});

it(ourRule('O3'), async () => {
  const { asks, item } = await aResource('volatile');
  const said = (mark: string) => {
    const volatile = { recentBlockhash: mark, lastValidBlockHeight: mark, recentSlot: mark, invoice: mark };
    const info = { domain: 'rules.example.com', nonce: mark, issuedAt: mark, expirationTime: mark };
    return {
      accepts: [aRequirement({ extra: { name: 'USD Coin', version: '2', ...volatile } })],
      extensions: { 'sign-in-with-x': { info } },
    };
  };
  await asks(said('first'));
  const before = await item();
  await asks(said('second'));
  const { lastUpdated, bazaar } = await item();

  expect({ lastUpdated, version: bazaar.version }).toEqual({
    lastUpdated: before.lastUpdated,
    version: before.bazaar.version,
  });
});

// The list gives the text as it is kept, at most 4,000 characters: official clients set no limit of their own.
it(ourRule('O7'), async () => {
  const { asks, url } = await aResource('wordy');
  await asks({ resource: { description: 'x'.repeat(600) } });
  const [long] = await listed(url);
  await asks({ resource: { description: 'x'.repeat(5_000) } });
  const [longer] = await listed(url);

  expect([long?.description.length, longer?.description.length]).toEqual([600, 4_000]);
});

it(ourRule('O9'), async () => {
  const { asks, shows, item, dueAt } = await aResource('busy');
  await asks();
  const retryAt = new Date(api.catalog.clock.now().getTime() + 600 * MINUTE_MS);
  await shows({ kind: 'not-now', reason: 'rate-limited', retryAt });

  expect((await item()).bazaar).toMatchObject({ state: 'LISTED', health: { consecutiveFailures: 0 } });
  expect((await dueAt()).getTime()).toBeGreaterThanOrEqual(retryAt.getTime());
});

it(ourRule('O10'), async () => {
  const { asks, shows, item, url } = await aResource('generous');
  const free = { kind: 'free', originSaysPaid: false } as const;
  await asks();
  await shows(free);
  await shows(free);
  const patient = await item();
  await shows(free);
  const { bazaar } = await item();

  expect(patient.bazaar.state).toBe('LISTED');
  expect(bazaar).toMatchObject({ state: 'FREE', reason: 'became-free' });
  expect(await listed(url)).toEqual([]);
});
