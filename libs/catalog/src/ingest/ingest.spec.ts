import { readCatalogItem } from '@bazaar/x402';

import { aCatalog, type TestCatalog } from '../../../../test/builders/a-catalog.js';
import { aChallenge } from '../../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { aSilentProbe, anObservation } from '../../../../test/builders/an-observation.js';
import { ListingRepository } from '../listing/listing.repository.js';
import { type Sighted } from './sighted.js';

const MINUTE = 60_000;

let catalog: TestCatalog;

beforeEach(async () => {
  catalog = await aCatalog();
});

afterEach(() => catalog.close());

const rows = <T>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
  catalog.database.query<T[]>(sql, parameters);
const listings = () =>
  rows<{
    id: string;
    resource: string;
    method: string | null;
    state: string;
    state_reason: string;
    evidence: string;
    version: string;
  }>(
    'SELECT id, resource, method, state, state_reason, evidence, version FROM listing ORDER BY first_seen_at, id',
  );
const topics = (id: string) =>
  rows<{ version: string; what: string[] }>(
    'SELECT version, what FROM change WHERE listing_id = $1 ORDER BY "position"',
    [id],
  );

function claiming(url: string, amount: string, claimedAt: string, source = 'a-catalogue'): Sighted {
  const item = {
    resource: url,
    type: 'http',
    x402Version: 2,
    accepts: [aRequirement({ amount })],
    lastUpdated: claimedAt,
  };
  const read = readCatalogItem(item);
  if (!read.ok) throw new Error(read.error);
  return aSighting({
    url,
    source: { id: source, kind: 'facilitator', url: null },
    claim: { item: JSON.stringify(item), claimedAt: new Date(claimedAt), reading: read.value.reading },
  });
}

describe('sightings', () => {
  it('makes a target and a pending listing at first sight, and nothing at the second', async () => {
    const first = await catalog.sightOne(aSighting());
    const second = await catalog.sightOne(aSighting());

    expect(first.status).toBe('new');
    expect(second).toEqual({ ...first, status: 'known' });
    expect(await listings()).toEqual([
      expect.objectContaining({
        resource: 'https://api.example.com/weather',
        method: null,
        state: 'PENDING',
        version: '1',
      }),
    ]);
    expect(await topics(first.listingId)).toEqual([{ version: '1', what: ['NEW'] }]);
  });

  it('leads every spelling of a URL to one listing', async () => {
    const spellings = [
      'https://api.example.com/weather',
      'https://API.example.com:443/weather?city=Rome#now',
      'http://api.example.com/weather',
    ];

    const outcomes = await catalog.ingest.sight(spellings.map((url) => aSighting({ url })));

    expect(new Set(outcomes.map((outcome) => 'listingId' in outcome && outcome.listingId)).size).toBe(1);
    expect(await rows('SELECT url FROM target')).toHaveLength(3);
  });

  it.each([
    ['a relative URL', '/weather', 'not-a-url'],
    ['a scheme nobody can request', 'monopoly://game/agent0', 'unsupported-scheme'],
    ['a file', 'file:///etc/passwd', 'unsupported-scheme'],
    ['a private address', 'https://10.0.0.1/x', 'private-address'],
    ['an endless URL', `https://api.example.com/${'a'.repeat(3_000)}`, 'url-too-long'],
  ])('refuses %s and keeps its neighbours', async (_what, url, reason) => {
    const outcomes = await catalog.ingest.sight([aSighting({ url }), aSighting()]);

    expect(outcomes).toEqual([
      expect.objectContaining({ status: 'refused', reason }),
      expect.objectContaining({ status: 'new' }),
    ]);
  });

  it('isolates a row that cannot be stored', async () => {
    const poison = claiming('https://api.example.com/poison', '1', '2026-11-01T00:00:00Z');
    const reading = { ...poison.claim!.reading!, description: 'a NUL: \0' };

    const outcomes = await catalog.ingest.sight([
      aSighting({ url: 'https://a.example.com/' }),
      { ...poison, claim: { ...poison.claim!, reading } },
      aSighting({ url: 'https://b.example.com/' }),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['new', 'refused', 'new']);
    expect(catalog.refused).toHaveLength(1);
    expect(await listings()).toHaveLength(2);
  });

  it('keeps a target beyond the quota of its origin, without a listing', async () => {
    await catalog.close();
    catalog = await aCatalog({ quota: { origin: 2, domain: 5 } });
    const urls = [1, 2, 3].map((page) => aSighting({ url: `https://api.example.com/${page}` }));

    const outcomes = await catalog.ingest.sight(urls);

    expect(outcomes.map(({ status }) => status)).toEqual(['new', 'new', 'kept-out']);
    expect(await rows('SELECT refused_reason FROM target WHERE listing_id IS NULL')).toEqual([
      { refused_reason: 'quota' },
    ]);
  });

  it('counts all origins of one owner together', async () => {
    await catalog.close();
    catalog = await aCatalog({ quota: { origin: 5, domain: 2 } });
    const hosts = ['a.example.com', 'b.example.com', 'c.example.com', 'one.vercel.app', 'two.vercel.app'];

    const outcomes = await catalog.ingest.sight(hosts.map((host) => aSighting({ url: `https://${host}/` })));

    expect(outcomes.map(({ status }) => status)).toEqual(['new', 'new', 'kept-out', 'new', 'new']);
  });

  it('lets what no probe has found in a week take nobody’s place', async () => {
    await catalog.close();
    catalog = await aCatalog({ quota: { origin: 1, domain: 5 } });
    await catalog.ingest.sight([aSighting({ url: 'https://api.example.com/junk' })]);
    catalog.clock.advance(8 * 24 * 60 * MINUTE);

    const [outcome] = await catalog.ingest.sight([aSighting({ url: 'https://api.example.com/honest' })]);

    expect(outcome?.status).toBe('new');
  });

  it('keeps what two sources say of one target in the same batch', async () => {
    const url = 'https://api.example.com/weather';

    const outcomes = await catalog.ingest.sight([
      claiming(url, '20000', '2026-11-02T00:00:00Z', 'one'),
      claiming(url, '10000', '2026-11-01T00:00:00Z', 'other'),
    ]);

    expect(outcomes.map(({ status }) => status)).toEqual(['new', 'known']);
    expect(await rows('SELECT source_id FROM sighting ORDER BY 1')).toEqual([
      { source_id: 'one' },
      { source_id: 'other' },
    ]);
    expect(await rows('SELECT amount_atomic FROM offer')).toEqual([{ amount_atomic: '20000' }]);
  });

  it('never keeps credentials, nor what cannot be seen', async () => {
    await catalog.ingest.sight([
      aSighting({ url: 'https://user:secret@api.example.com/a' }),
      aSighting({ url: 'https://api.example.com/b\u202Etxt', toolName: 'get\u200B_b' }),
    ]);

    expect(await rows('SELECT url, tool_name FROM target ORDER BY url')).toEqual([
      { url: 'https://api.example.com/a', tool_name: null },
      { url: 'https://api.example.com/b%E2%80%AEtxt', tool_name: 'get_b' },
    ]);
  });

  it('refuses a URL that no index can hold', async () => {
    const [outcome] = await catalog.ingest.sight([
      aSighting({ url: `https://api.example.com/?q=${'x'.repeat(3_000)}` }),
    ]);

    expect(outcome).toMatchObject({ status: 'refused', reason: 'url-too-long' });
  });

  it('takes the newest claim, whatever the order of arrival', async () => {
    const url = 'https://api.example.com/weather';
    await catalog.ingest.sight([claiming(url, '20000', '2026-11-02T00:00:00Z', 'newer')]);
    await catalog.ingest.sight([claiming(url, '10000', '2026-11-01T00:00:00Z', 'older')]);

    expect(await rows('SELECT amount_atomic, evidence FROM offer')).toEqual([
      { amount_atomic: '20000', evidence: 'CLAIMED' },
    ]);
    expect(await rows('SELECT source_id FROM claim ORDER BY 1')).toEqual([
      { source_id: 'newer' },
      { source_id: 'older' },
    ]);
  });

  it('never lets a claim touch what a probe has shown', async () => {
    const { targetId } = await catalog.sightOne(aSighting());
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId))]);

    await catalog.ingest.sight([claiming('https://api.example.com/weather', '1', '2026-12-01T00:00:00Z')]);

    expect(await rows('SELECT amount_atomic, evidence FROM offer')).toEqual([
      { amount_atomic: '10000', evidence: 'PROBED' },
    ]);
  });
});

describe('observations', () => {
  it('lists what answers a readable 402, with its price and method', async () => {
    const { targetId, listingId } = await catalog.sightOne(aSighting());

    const outcome = await catalog.ingest.observe([anObservation(await catalog.lease(targetId))]);

    expect(outcome).toEqual(['stored']);
    expect(await listings()).toEqual([
      expect.objectContaining({
        id: listingId,
        method: 'GET',
        state: 'LISTED',
        state_reason: 'ok',
        evidence: 'PROBED',
      }),
    ]);
    expect(await rows('SELECT price_usd, usd_micros FROM offer')).toEqual([
      { price_usd: '0.01', usd_micros: '10000' },
    ]);
    expect(await rows('SELECT price_usd FROM price_point')).toEqual([{ price_usd: '0.01' }]);
    expect(await rows('SELECT state FROM state_change ORDER BY id')).toEqual([
      { state: 'PENDING' },
      { state: 'LISTED' },
    ]);
  });

  it('tells what a resource does from its address, and from its answer once there is one', async () => {
    const sighted = await catalog.sightOne(aSighting());
    const categories = () => rows<{ categories: string[] }>('SELECT categories FROM listing');

    expect(await categories()).toEqual([{ categories: ['data/weather'] }]);

    const resource = { description: 'Flight status', serviceName: 'Flight weather', tags: ['aviation'] };
    const challenge = aChallenge({ resource });
    await catalog.ingest.observe([anObservation(await catalog.lease(sighted.targetId), { challenge })]);

    expect(await categories()).toEqual([{ categories: ['travel/flights', 'data/weather'] }]);
  });

  it('writes no change, no price point and no second answer when nothing is new', async () => {
    const { targetId, listingId } = await catalog.sightOne(aSighting());
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId))]);
    const before = await topics(listingId);
    await rows('DELETE FROM index_pending');

    const again = aChallenge({
      accepts: [aRequirement({ extra: { name: 'USD Coin', version: '2', recentBlockhash: 'new' } })],
    });
    await catalog.ingest.observe([
      anObservation(await catalog.lease(targetId), {
        at: catalog.clock.advance(15 * MINUTE),
        challenge: again,
      }),
    ]);

    expect(await topics(listingId)).toEqual(before);
    expect(await rows('SELECT count(*) FROM price_point')).toEqual([{ count: '1' }]);
    expect(await rows('SELECT count(*) FROM probe')).toEqual([{ count: '2' }]);
    expect(await rows('SELECT listing_id FROM index_pending')).toEqual([{ listing_id: listingId }]);
  });

  it('stores a probe once, however often it is handed over', async () => {
    const { targetId, listingId } = await catalog.sightOne(aSighting());
    const probe = aSilentProbe(await catalog.lease(targetId));

    await catalog.ingest.observe([probe]);
    await catalog.ingest.observe([probe]);

    expect(await rows('SELECT count(*)::int AS probes FROM probe')).toEqual([{ probes: 1 }]);
    expect(await rows('SELECT consecutive_failures FROM listing WHERE id = $1', [listingId])).toEqual([
      { consecutive_failures: 1 },
    ]);
  });

  it('lists in the order of becoming payable, not of being heard of', async () => {
    const first = await catalog.sightOne(aSighting({ url: 'https://api.example.com/first' }));
    const second = await catalog.sightOne(aSighting({ url: 'https://api.example.com/second' }));
    for (const { targetId, listingId } of [second, first]) {
      const [{ url } = { url: '' }] = await rows<{ url: string }>(
        'SELECT url FROM target WHERE listing_id = $1',
        [listingId],
      );
      await catalog.ingest.observe([
        anObservation(await catalog.lease(targetId), { url, at: catalog.clock.advance(MINUTE) }),
      ]);
    }

    const listed = await new ListingRepository(catalog.database).list({}, 10, 0);

    expect(listed.map(({ id }) => id)).toEqual([second.listingId, first.listingId]);
  });

  it('has seen every offer at each good probe, and at no other', async () => {
    const { targetId, listingId } = await catalog.sightOne(aSighting());
    const listings = new ListingRepository(catalog.database);
    const seenAt = async () => (await listings.offersOf([listingId]))[0]?.map((offer) => offer.seenAt);
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId))]);
    const good = catalog.clock.advance(15 * MINUTE);
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId), { at: good })]);
    for (const minutes of [15, 15])
      await catalog.ingest.observe([
        aSilentProbe(await catalog.lease(targetId), { at: catalog.clock.advance(minutes * MINUTE) }),
      ]);

    expect(await seenAt()).toEqual([good]);
  });

  it.each([
    ['a price', { amount: '20000' }, 'PRICE'],
    ['a payee', { payTo: '0x8617E340B3D01FA5F11F306F4090FD50E238070D' }, 'PAY_TO'],
    ['a timeout', { maxTimeoutSeconds: 90 }, 'METADATA'],
  ])('names a change of %s', async (_what, change, topic) => {
    const { targetId, listingId } = await catalog.sightOne(aSighting());
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId))]);

    const challenge = aChallenge({ accepts: [aRequirement(change)] });
    await catalog.ingest.observe([
      anObservation(await catalog.lease(targetId), { at: catalog.clock.advance(15 * MINUTE), challenge }),
    ]);

    expect((await topics(listingId)).at(-1)).toEqual({ version: '3', what: [topic] });
  });

  it('drops what was seen under a lease that has passed on', async () => {
    const { targetId } = await catalog.sightOne(aSighting());
    const lost = await catalog.lease(targetId);
    await catalog.lease(targetId);

    expect(await catalog.ingest.observe([anObservation(lost)])).toEqual(['lost-lease']);
    expect((await listings())[0]?.state).toBe('PENDING');
  });

  it('re-keys a listing in place when its 402 states a template, and merges the next instance into it', async () => {
    const template = (url: string) =>
      aChallenge({
        url,
        extensions: {
          bazaar: {
            info: { input: { type: 'http', method: 'GET', pathParams: { city: 'rome' } } },
            schema: {},
            routeTemplate: '/weather/:city',
          },
        },
      });
    const rome = 'https://api.example.com/weather/rome';
    const oslo = 'https://api.example.com/weather/oslo';
    const first = await catalog.sightOne(aSighting({ url: rome }));
    await catalog.ingest.observe([
      anObservation(await catalog.lease(first.targetId), { url: rome, challenge: template(rome) }),
    ]);
    const second = await catalog.sightOne(aSighting({ url: oslo }));
    await catalog.ingest.observe([
      anObservation(await catalog.lease(second.targetId), { url: oslo, challenge: template(oslo) }),
    ]);

    expect(
      await rows('SELECT id, resource, state, state_reason, merged_into FROM listing ORDER BY resource'),
    ).toEqual([
      {
        id: first.listingId,
        resource: 'https://api.example.com/weather/:city',
        state: 'LISTED',
        state_reason: 'ok',
        merged_into: null,
      },
      {
        id: second.listingId,
        resource: oslo,
        state: 'RETIRED',
        state_reason: 'merged',
        merged_into: first.listingId,
      },
    ]);
    const again = await catalog.sightOne(aSighting({ url: `${oslo}?units=c` }));
    expect(again.listingId).toBe(first.listingId);
    expect(await rows('SELECT DISTINCT listing_id FROM target')).toEqual([{ listing_id: first.listingId }]);
    expect(
      await rows(
        'SELECT url, example_url FROM target JOIN listing ON listing.id = listing_id WHERE next_probe_at IS NOT NULL',
      ),
    ).toEqual([{ url: rome, example_url: rome }]);
  });

  it('lets go of what was folded into a listing whose 402 states its template no more', async () => {
    const stating = (url: string) =>
      aChallenge({
        url,
        extensions: {
          bazaar: {
            info: { input: { type: 'http', method: 'GET', pathParams: { city: 'rome' } } },
            schema: {},
            routeTemplate: '/weather/:city',
          },
        },
      });
    const [rome, oslo] = ['rome', 'oslo'].map((city) => `https://api.example.com/weather/${city}`) as [
      string,
      string,
    ];
    const ids: string[] = [];
    for (const url of [rome, oslo]) {
      const { targetId } = await catalog.sightOne(aSighting({ url }));
      ids.push(targetId);
      const lease = await catalog.lease(targetId);
      await catalog.ingest.observe([anObservation(lease, { url, challenge: stating(url) })]);
    }
    catalog.clock.advance(60 * MINUTE);
    const lease = await catalog.lease(ids[0]!);
    await catalog.ingest.observe([anObservation(lease, { at: catalog.clock.now(), url: rome })]);

    expect(
      await rows(
        `SELECT t.url, l.resource, l.state FROM target t JOIN listing l ON l.id = t.listing_id
         WHERE t.next_probe_at IS NOT NULL ORDER BY url`,
      ),
    ).toEqual([
      { url: oslo, resource: oslo, state: 'PENDING' },
      { url: rome, resource: rome, state: 'LISTED' },
    ]);
  });

  it('does not fold an instance that pays somebody else into a template', async () => {
    const stated = (url: string, payTo: string) =>
      aChallenge({
        url,
        accepts: [aRequirement({ payTo })],
        extensions: {
          bazaar: {
            info: { input: { type: 'http', method: 'GET' } },
            schema: {},
            routeTemplate: '/:tenant/pay',
          },
        },
      });
    const tenants = [
      ['https://api.example.com/mallory/pay', '0x52908400098527886E0F7030069857D2E4169EE7'],
      ['https://api.example.com/bob/pay', '0x8617E340B3D01FA5F11F306F4090FD50E238070D'],
    ] as const;
    for (const [url, payTo] of tenants) {
      const { targetId } = await catalog.sightOne(aSighting({ url }));
      await catalog.ingest.observe([
        anObservation(await catalog.lease(targetId), { url, challenge: stated(url, payTo) }),
      ]);
    }

    expect(await rows('SELECT resource, state, merged_into FROM listing ORDER BY resource')).toEqual([
      { resource: 'https://api.example.com/:tenant/pay', state: 'LISTED', merged_into: null },
      { resource: 'https://api.example.com/bob/pay', state: 'LISTED', merged_into: null },
    ]);
  });

  it('does not hold the failure of another spelling against a listing that is fine', async () => {
    const broken = await catalog.sightOne(aSighting({ url: 'https://api.example.com/weather?broken=1' }));
    const { targetId } = await catalog.sightOne(aSighting());
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId))]);
    for (const minutes of [1, 20, 20])
      await catalog.ingest.observe([
        aSilentProbe(await catalog.lease(broken.targetId), { at: catalog.clock.advance(minutes * MINUTE) }),
      ]);

    expect(await rows('SELECT state, consecutive_failures FROM listing')).toEqual([
      { state: 'LISTED', consecutive_failures: 0 },
    ]);
  });

  it('keeps a listing that was fine through one failure, and marks it stale after two', async () => {
    const { targetId } = await catalog.sightOne(aSighting());
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId))]);

    await catalog.ingest.observe([
      aSilentProbe(await catalog.lease(targetId), { at: catalog.clock.advance(15 * MINUTE) }),
    ]);
    expect((await listings())[0]?.state).toBe('LISTED');

    await catalog.ingest.observe([
      aSilentProbe(await catalog.lease(targetId), { at: catalog.clock.advance(11 * MINUTE) }),
    ]);
    expect(await listings()).toEqual([
      expect.objectContaining({ state: 'STALE', state_reason: 'unreachable-timeout' }),
    ]);
  });

  it('leaves an endpoint alone for as long as it said, whoever asks; its origin an hour at most', async () => {
    const url = 'https://api.example.com/busy';
    const { targetId } = await catalog.sightOne(aSighting({ url }));
    const at = catalog.clock.now();
    const until = new Date(at.getTime() + 24 * 60 * MINUTE);
    const observed = anObservation(await catalog.lease(targetId), { at, url });
    await catalog.ingest.observe([
      { ...observed, reading: null, evidence: { kind: 'not-now', reason: 'rate-limited', retryAt: until } },
    ]);

    await catalog.ingest.sight([aSighting({ url, probeNow: true })]);

    expect(await rows('SELECT next_probe_at FROM target')).toEqual([{ next_probe_at: until }]);
    expect(await rows('SELECT wait_until FROM origin')).toEqual([
      { wait_until: new Date(at.getTime() + 60 * MINUTE) },
    ]);
  });

  it('does not let a stranger’s spelling of a URL take the schedule of a listing that is fine', async () => {
    const { targetId } = await catalog.sightOne(aSighting());
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId))]);

    catalog.clock.advance(2 * MINUTE);
    await catalog.ingest.sight([
      aSighting({ url: 'https://api.example.com/weather?break=1', probeNow: true }),
    ]);

    expect(await rows('SELECT url FROM target WHERE next_probe_at IS NOT NULL')).toEqual([
      { url: 'https://api.example.com/weather' },
    ]);
    expect(await rows('SELECT url FROM target WHERE requested_at IS NOT NULL')).toEqual([
      { url: 'https://api.example.com/weather' },
    ]);
  });

  it('tries the plain URL where a stranger’s spelling leads, and lets it take over if it answers', async () => {
    const strange = 'https://api.example.com/weather?ref=me';
    const plain = 'https://api.example.com/weather';
    const { targetId } = await catalog.sightOne(aSighting({ url: strange }));
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId), { url: strange })]);

    const honest = await catalog.sightOne(aSighting({ url: plain }));
    expect(await rows('SELECT url FROM target WHERE on_trial')).toEqual([{ url: plain }]);
    catalog.clock.advance(2 * MINUTE);
    const lease = await catalog.lease(honest.targetId);
    await catalog.ingest.observe([anObservation(lease, { at: catalog.clock.now(), url: plain })]);

    expect(await rows('SELECT url, on_trial FROM target WHERE next_probe_at IS NOT NULL')).toEqual([
      { url: plain, on_trial: false },
    ]);
    expect(await rows('SELECT example_url FROM listing')).toEqual([{ example_url: plain }]);
  });

  it('holds a trial that fails against nobody, and tries the plain URL again when what leads fails', async () => {
    const leading = 'https://api.example.com/weather?city=oslo';
    const plain = 'https://api.example.com/weather';
    const { targetId } = await catalog.sightOne(aSighting({ url: leading }));
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId), { url: leading })]);
    const trial = await catalog.sightOne(aSighting({ url: plain }));
    const fail = async (id: string, url: string) => {
      catalog.clock.advance(11 * MINUTE);
      const lease = await catalog.lease(id);
      await catalog.ingest.observe([aSilentProbe(lease, { at: catalog.clock.now(), url })]);
    };

    await fail(trial.targetId, plain);
    expect(await rows('SELECT url FROM target WHERE next_probe_at IS NOT NULL')).toEqual([{ url: leading }]);
    expect(await rows('SELECT consecutive_failures FROM listing')).toEqual([{ consecutive_failures: 0 }]);

    await fail(targetId, leading);
    await fail(targetId, leading);
    expect((await listings()).map(({ state }) => state)).toEqual(['STALE']);
    expect(await rows('SELECT url FROM target WHERE on_trial')).toEqual([{ url: plain }]);
  });
});
