import { readCatalogItem } from '@bazaar/x402';

import { aCatalog, type TestCatalog } from '../../../../test/builders/a-catalog.js';
import { aChallenge } from '../../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { anObservation } from '../../../../test/builders/an-observation.js';
import { type Sighted } from './sighted.js';

const HOUR = 3_600_000;

let catalog: TestCatalog;
beforeEach(async () => {
  catalog = await aCatalog();
});
afterEach(() => catalog.close());

const rows = (sql: string): Promise<object[]> => catalog.database.query<object[]>(sql);

/** A row of a source with the claim it makes. */
function aRow(item: Record<string, unknown>, source: string): Sighted {
  const read = readCatalogItem(item);
  if (!read.ok) throw new Error(read.error);
  const { resource: url, reading } = read.value;
  return aSighting({
    url,
    source: { id: source, kind: 'facilitator', url: null },
    claim: { item: JSON.stringify(item), claimedAt: null, reading },
  });
}

it('keeps the rows of a sweep that repeat themselves once (nasty case 17)', async () => {
  const row = (n: number) =>
    aRow(
      { resource: { url: `https://api.example.com/${n}` }, accepts: [aRequirement({ amount: `${n + 1}` })] },
      'a-sweep',
    );
  const sweep = Array.from({ length: 60 }, (_, n) => row(n % 58));

  await catalog.ingest.sight(sweep.slice(0, 30));
  await catalog.ingest.sight(sweep.slice(30));
  const [before] = await rows('SELECT max("position") AS newest FROM change');
  await catalog.ingest.sight(sweep);

  expect(await rows('SELECT count(*)::int AS count FROM listing')).toEqual([{ count: 58 }]);
  expect(await rows('SELECT count(*)::int AS count FROM offer')).toEqual([{ count: 58 }]);
  expect(await rows('SELECT max("position") AS newest FROM change')).toEqual([before]);
});

it('keeps the history of a payee that changes (nasty case 34)', async () => {
  const url = 'https://x402-discovery-api.onrender.com/discover';
  const payees = ['0xDBBe14C418466Bf5BF0ED7638B4E6849B852aFfA', '0x8617E340B3D01FA5F11F306F4090FD50E238070D'];
  const { targetId } = await catalog.sightOne(aSighting({ url }));
  for (const payTo of payees) {
    const challenge = aChallenge({ url, accepts: [aRequirement({ amount: '5000', payTo })] });
    await catalog.ingest.observe([
      anObservation(await catalog.lease(targetId), { url, challenge, at: catalog.clock.advance(HOUR) }),
    ]);
  }

  expect(await rows('SELECT pay_to FROM offer')).toEqual([{ pay_to: payees[1] }]);
  expect(await rows('SELECT pay_to, price_usd FROM price_point ORDER BY at')).toEqual([
    { pay_to: payees[0], price_usd: '0.005' },
    { pay_to: payees[1], price_usd: '0.005' },
  ]);
  expect(await rows('SELECT what FROM change ORDER BY "position" DESC LIMIT 1')).toEqual([
    { what: ['PAY_TO'] },
  ]);
});

it.each(['https://claude.ai/code', 'https://www.youtube.com/watch?v=x402'])(
  'does not list a page that a directory calls paid, and nobody pays for: %s (nasty case 37)',
  async (url) => {
    const item = {
      name: url.slice('https://'.length),
      description: `x402-compatible service at ${url.slice('https://'.length)}`,
      url,
      price_usd: 0.01,
      network: 'base',
      asset_address: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
      health_status: 'verified_up',
    };
    const [outcome] = await catalog.ingest.sight([aRow(item, 'a-directory')]);
    if (outcome === undefined || !('targetId' in outcome)) throw new Error('not kept');
    await catalog.ingest.observe([
      anObservation(await catalog.lease(outcome.targetId), {
        url,
        evidence: { kind: 'free', originSaysPaid: false },
        reading: null,
      }),
    ]);

    expect(await rows('SELECT state, state_reason FROM listing')).toEqual([
      { state: 'REFUSED', state_reason: 'no-402' },
    ]);
    expect(await rows(`SELECT evidence FROM offer WHERE evidence = 'PROBED'`)).toEqual([]);
  },
);

it('probes the real twin where the scraped source code of a URL came first (nasty case 14)', async () => {
  const scraped = 'https://djd-agent-score.fly.dev/v1/score/basic?wallet=${payerWallet}`';
  const twin =
    'https://djd-agent-score.fly.dev/v1/score/basic?wallet=0x3E4ef1f774857C69E33ddDC471e110C7Ac7bB528';
  const first = await catalog.sightOne(aSighting({ url: scraped }));
  const second = await catalog.sightOne(aSighting({ url: twin }));
  await catalog.ingest.observe([
    anObservation(await catalog.lease(first.targetId), {
      url: scraped,
      evidence: { kind: 'unlistable', reason: 'http-4xx' },
      reading: null,
    }),
  ]);
  const due = await rows('SELECT url FROM target WHERE next_probe_at IS NOT NULL ORDER BY id');
  await catalog.ingest.observe([anObservation(await catalog.lease(second.targetId), { url: twin })]);

  expect(second.listingId).toBe(first.listingId);
  expect(due).toEqual([{ url: scraped }, { url: twin }]);
  expect(await rows('SELECT resource, state FROM listing')).toEqual([
    { resource: 'https://djd-agent-score.fly.dev/v1/score/basic', state: 'LISTED' },
  ]);
});
