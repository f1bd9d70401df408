import { type Rates, readCatalogItem, readResource } from '@bazaar/x402';

import { aCatalog, type TestCatalog } from '../../../../test/builders/a-catalog.js';
import { aChallenge, aPaymentRequired } from '../../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { anObservation } from '../../../../test/builders/an-observation.js';
import { RateRepository } from '../rate/rate.repository.js';
import { OutdatedPriceRepository } from './outdated-price.repository.js';
import { type RepriceOutcome } from './reprice.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const dollars = aRequirement({ amount: '500000' });
const euros = (amount: string) =>
  aRequirement({ network: 'card:visa', asset: 'EUR', amount, payTo: 'merchant' });
const coin = aRequirement({ network: 'xrpl:0', asset: 'XRP', amount: '1000000', payTo: 'merchant' });

const on = (date: string, euro: string, more: Record<string, string> = {}): Rates => ({
  date,
  usdPerUnit: { EUR: euro, ...more },
});
const THURSDAY = on('2026-11-19', '1.08');
const FRIDAY = on('2026-11-20', '1.1');

let catalog: TestCatalog;
beforeEach(async () => {
  catalog = await aCatalog();
});
afterEach(() => catalog.close());

const rows = <T = object>(sql: string): Promise<T[]> => catalog.database.query<T[]>(sql);

const TABLES = ['listing', 'offer', 'target', 'price_point', 'state_change', 'change', 'index_pending'];
const everything = (): Promise<object[][]> =>
  Promise.all(TABLES.map((table) => rows(`SELECT * FROM ${table} AS r ORDER BY r::text`)));

/** A day's rates are stored, and so long ago that everybody knows them. */
async function know(rates: Rates): Promise<void> {
  await new RateRepository(catalog.database).add(rates);
  catalog.clock.advance(2 * MINUTE);
}

/** All that newer rates price otherwise, a page of two at a time, until so many pages are done. */
async function reprice(rates: Rates, pagesMax = Infinity): Promise<RepriceOutcome[]> {
  const outcomes: RepriceOutcome[] = [];
  let pages = 0;
  for await (const page of new OutdatedPriceRepository(catalog.database).pages(rates, 2)) {
    if (++pages > pagesMax) break;
    outcomes.push(...(await catalog.ingest.reprice(page, rates)));
  }
  return outcomes;
}

const urlOf = (name: string): string => `https://${name}.example.com/weather`;

/** A URL that was sighted and probed, and asks for this. */
async function selling(name: string, accepts: readonly object[]): Promise<string> {
  const { targetId } = await catalog.sightOne(aSighting({ url: urlOf(name) }));
  await probe(name, targetId, accepts);
  return targetId;
}

async function probe(name: string, targetId: string, accepts: readonly object[]): Promise<void> {
  const at = catalog.clock.advance(MINUTE);
  const url = urlOf(name);
  const observed = anObservation(await catalog.lease(targetId), {
    ...{ at, url },
    challenge: aChallenge({ url, accepts }),
  });
  await catalog.ingest.observe([observed]);
}

const offers = (name: string) =>
  rows(
    `SELECT asset, price_usd, price_usd_high30d AS high, usd_micros::int, to_char(price_usd_as_of AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI') AS as_of
     FROM offer JOIN listing l ON l.id = listing_id WHERE l.resource = '${urlOf(name)}' ORDER BY position`,
  );
const listings = (columns: string) => rows(`SELECT ${columns} FROM listing ORDER BY resource`);
const changes = (after = 0) =>
  rows(`SELECT what FROM change WHERE "position" > ${after} ORDER BY "position"`);
const count = async (table: string): Promise<number> =>
  (await rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;

it('prices what is asked in other money than dollars as it comes in, and leaves a coin without a price', async () => {
  await know(THURSDAY);

  await selling('shop', [dollars, euros('100'), coin]);

  expect(await offers('shop')).toEqual([
    expect.objectContaining({ price_usd: '0.5', as_of: '2026-11-20 12:03' }),
    { asset: 'EUR', price_usd: '1.08', high: '1.08', usd_micros: 1_080_000, as_of: '2026-11-19 00:00' },
    { asset: 'XRP', price_usd: null, high: null, usd_micros: null, as_of: null },
  ]);
});

it('prices a claim, and an answer that is read anew', async () => {
  await know(THURSDAY);
  const url = urlOf('claimed');
  const read = readCatalogItem({ resource: url, type: 'http', x402Version: 2, accepts: [euros('100')] });
  const claim = { item: '{}', claimedAt: null, reading: read.ok ? read.value.reading : null };
  await catalog.sightOne(aSighting({ url, claim }));
  expect(await offers('claimed')).toMatchObject([{ price_usd: '1.08' }]);

  const targetId = await selling('reread', [dollars]);
  const again = readResource({
    ...{ url: urlOf('reread'), method: 'GET' },
    answer: aPaymentRequired(aChallenge({ url: urlOf('reread'), accepts: [euros('200')] })),
  });
  const at = catalog.clock.now();
  await catalog.ingest.reread([
    {
      ...{ targetId, origin: 'https://reread.example.com', url: urlOf('reread'), probedAt: at, seenAt: at },
      ...{ lastWord: { kind: 'payable' }, reading: again.ok ? again.value : null },
    },
  ]);
  expect(await offers('reread')).toMatchObject([{ price_usd: '2.16', as_of: '2026-11-19 00:00' }]);
});

it('finds a probe that shows what is known the same again, though it is priced by rates', async () => {
  await know(THURSDAY);
  const targetId = await selling('shop', [euros('100'), coin]);
  const before = await rows('SELECT document_hash, version FROM listing');
  await rows('DELETE FROM index_pending');

  await probe('shop', targetId, [euros('100'), coin]);

  expect(await rows('SELECT document_hash, version FROM listing')).toEqual(before);
  expect(await changes()).toHaveLength(2);
  expect(await count('index_pending')).toBe(1);
});

it('prices anew what a new day touches: one PRICE change a listing, no price point, no new state', async () => {
  await know(THURSDAY);
  await selling('shop', [dollars, euros('100'), euros('900'), coin]);
  await selling('dollars', [dollars]);
  const state = () =>
    listings(
      'state, state_since, state_facts, offer_facts, last_probed_at, last_ok_at, first_listed_at, evidence',
    );
  const before = await Promise.all([
    state(),
    rows('SELECT * FROM target'),
    rows('SELECT * FROM price_point'),
    rows('SELECT * FROM state_change'),
    offers('dollars'),
  ]);
  const position = await count('change');
  await know(FRIDAY);

  expect(await reprice(FRIDAY)).toEqual(['changed']);

  expect(await offers('shop')).toEqual([
    expect.objectContaining({ price_usd: '0.5', as_of: '2026-11-20 12:03' }),
    { asset: 'EUR', price_usd: '1.1', high: '1.1', usd_micros: 1_100_000, as_of: '2026-11-20 00:00' },
    { asset: 'EUR', price_usd: '9.9', high: '9.9', usd_micros: 9_900_000, as_of: '2026-11-20 00:00' },
    { asset: 'XRP', price_usd: null, high: null, usd_micros: null, as_of: null },
  ]);
  expect(await listings('min_price_usd, max_price_usd, version::int, changed_at')).toEqual([
    expect.objectContaining({ min_price_usd: '0.5', max_price_usd: '0.5', version: 2 }),
    { min_price_usd: '0.5', max_price_usd: '9.9', version: 3, changed_at: catalog.clock.now() },
  ]);
  expect(await changes(position)).toEqual([{ what: ['PRICE'] }]);
  expect([
    await state(),
    await rows('SELECT * FROM target'),
    await rows('SELECT * FROM price_point'),
    await rows('SELECT * FROM state_change'),
    await offers('dollars'),
  ]).toEqual(before);
});

it('is done once: run again it finds nothing, and the next probe finds what it left', async () => {
  await know(THURSDAY);
  const targetId = await selling('shop', [euros('100')]);
  await know(FRIDAY);
  await reprice(FRIDAY);
  const after = await everything();

  expect(await reprice(FRIDAY)).toEqual([]);
  expect(await everything()).toEqual(after);

  const changed = await changes();
  await probe('shop', targetId, [euros('100')]);
  expect(await changes()).toEqual(changed);
});

it('touches nothing where all is in dollars, in coins, in test money or in tokens nobody knows', async () => {
  await know(THURSDAY);
  await selling('dollars', [dollars]);
  await selling('coins', [coin]);
  await selling('tests', [
    aRequirement({ network: 'eip155:84532', asset: '0x036CbD53842c5426634e7929541eC2318f3dCF7e' }),
  ]);
  await selling('tokens', [aRequirement({ asset: '0x52908400098527886E0F7030069857D2E4169EE7' })]);
  await know(FRIDAY);
  const before = await everything();

  expect(await reprice(FRIDAY)).toEqual([]);

  expect(await everything()).toEqual(before);
});

it('prices what had no price before there were rates, without a price point', async () => {
  await selling('shop', [euros('100')]);
  expect(await offers('shop')).toMatchObject([{ price_usd: null, as_of: null }]);
  const points = await count('price_point');
  await know(FRIDAY);

  expect(await reprice(FRIDAY)).toEqual(['changed']);

  expect(await offers('shop')).toMatchObject([{ price_usd: '1.1', as_of: '2026-11-20 00:00' }]);
  expect(await count('price_point')).toBe(points);
});

it('dates a price that stays as it was, and tells nobody', async () => {
  await know(THURSDAY);
  await selling('shop', [euros('100')]);
  const changed = await changes();
  const sameRate = on('2026-11-20', '1.08');
  await know(sameRate);

  expect(await reprice(sameRate)).toEqual(['unchanged']);

  expect(await offers('shop')).toMatchObject([{ price_usd: '1.08', as_of: '2026-11-20 00:00' }]);
  expect(await listings('version::int')).toEqual([{ version: 2 }]);
  expect(await changes()).toEqual(changed);
  expect(await reprice(sameRate)).toEqual([]);
});

it('takes the price from what has no rate any more', async () => {
  await know(on('2026-11-19', '1.08', { SEK: '0.1' }));
  await selling('shop', [{ ...euros('100'), asset: 'SEK' }]);
  expect(await offers('shop')).toMatchObject([{ price_usd: '0.1' }]);
  await know(FRIDAY);

  expect(await reprice(FRIDAY)).toEqual(['changed']);

  expect(await offers('shop')).toMatchObject([{ price_usd: null, as_of: null, usd_micros: null }]);
  expect(await count('price_point')).toBe(1);
  expect(await reprice(FRIDAY)).toEqual([]);
});

it('goes on where it was ended, and changes nothing twice', async () => {
  await know(THURSDAY);
  for (const name of ['a', 'b', 'c', 'd', 'e']) await selling(name, [euros('100')]);
  const position = await count('change');
  await know(FRIDAY);

  expect(await reprice(FRIDAY, 1)).toEqual(['changed', 'changed']);
  expect(await reprice(FRIDAY)).toEqual(['changed', 'changed', 'changed']);

  expect(await changes(position)).toEqual(Array(5).fill({ what: ['PRICE'] }));
  expect(await rows('SELECT DISTINCT price_usd FROM offer')).toEqual([{ price_usd: '1.1' }]);
});

it('halves a batch until what cannot be priced is alone', async () => {
  await know(THURSDAY);
  for (const name of ['a', 'b']) await selling(name, [euros('100')]);
  await rows(`UPDATE listing SET state_facts = '{' WHERE resource = '${urlOf('a')}'`);
  await know(FRIDAY);

  expect((await reprice(FRIDAY)).sort()).toEqual(['changed', 'ingest-refused']);

  expect(catalog.refused.map(({ row }) => row.url)).toEqual([urlOf('a')]);
  expect(await offers('b')).toMatchObject([{ price_usd: '1.1' }]);
});

it.each(['RETIRED', 'DELISTED'])('leaves what is %s at its last price, of its day', async (state) => {
  await know(THURSDAY);
  await selling('shop', [euros('100')]);
  const page = [
    { listingId: (await rows<{ id: string }>('SELECT id FROM listing'))[0]!.id, url: urlOf('shop') },
  ];
  await rows(`UPDATE listing SET state = '${state}', state_reason = 'gone'`);
  await know(FRIDAY);

  expect(await reprice(FRIDAY)).toEqual([]);
  expect(await catalog.ingest.reprice(page, FRIDAY)).toEqual(['unchanged']);

  expect(await offers('shop')).toMatchObject([{ price_usd: '1.08', as_of: '2026-11-19 00:00' }]);
});

it('never goes back to older rates', async () => {
  await know(FRIDAY);
  await selling('shop', [euros('100')]);
  const [listing] = await rows<{ id: string }>('SELECT id FROM listing');

  expect(await reprice(THURSDAY)).toEqual([]);
  expect(await catalog.ingest.reprice([{ listingId: listing!.id, url: urlOf('shop') }], THURSDAY)).toEqual([
    'unchanged',
  ]);

  expect(await offers('shop')).toMatchObject([{ price_usd: '1.1', as_of: '2026-11-20 00:00' }]);
});

it('does not call a price moving that rates alone move, and caps one that moves by its dearest at the rate of today', async () => {
  const week = [16, 17, 18, 19].map((day, index) => on(`2026-11-${day}`, `1.${index}5`));
  await know(week[0]!);
  const still = await selling('still', [euros('100')]);
  const moving = await selling('moving', [euros('100')]);
  for (const [index, rates] of week.entries()) {
    await know(rates);
    await reprice(rates);
    catalog.clock.advance(HOUR);
    await probe('still', still, [euros('100')]);
    await probe('moving', moving, [euros(index === 1 ? '400' : `${200 + index}`)]);
  }
  const kinds = 'SELECT price_kind FROM offer JOIN listing l ON l.id = listing_id ORDER BY l.resource';
  expect(await rows(kinds)).toEqual([{ price_kind: 'DYNAMIC' }, { price_kind: 'FIXED' }]);
  expect(await offers('moving')).toMatchObject([{ price_usd: '2.7405', high: '5.4', usd_micros: 5_400_000 }]);
  expect(await offers('still')).toMatchObject([{ price_usd: '1.35', high: '1.35', usd_micros: 1_350_000 }]);

  const [points, monday] = [await count('price_point'), on('2026-11-20', '1.2')];
  await know(monday);
  await reprice(monday);

  expect(await offers('moving')).toMatchObject([{ price_usd: '2.436', high: '4.8', usd_micros: 4_800_000 }]);
  expect(await offers('still')).toMatchObject([{ price_usd: '1.2', high: '1.2', usd_micros: 1_200_000 }]);
  expect(await count('price_point')).toBe(points);
});

it('meets probes of the same listings: each price is told of once', async () => {
  await know(THURSDAY);
  const names = ['a', 'b', 'c', 'd'];
  const targets = new Map<string, string>();
  for (const name of names) targets.set(name, await selling(name, [euros('100')]));
  const position = await count('change');
  await know(FRIDAY);

  await Promise.all([
    reprice(FRIDAY),
    ...names.map((name) => probe(name, targets.get(name)!, [euros('100')])),
  ]);

  expect(await changes(position)).toEqual(Array(4).fill({ what: ['PRICE'] }));
  expect(await rows('SELECT DISTINCT price_usd FROM offer')).toEqual([{ price_usd: '1.1' }]);
});
