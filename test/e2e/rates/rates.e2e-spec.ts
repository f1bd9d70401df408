import { RateRepository } from '@bazaar/catalog';
import { type CreatedRates, createRates } from '@bazaar/crawler';
import { type Logger, Metrics, loadConfig } from '@bazaar/platform';

import { aCatalog, type TestCatalog } from '../../builders/a-catalog.js';
import { type CatalogueServer, aCatalogueServer } from '../../builders/a-catalogue-server.js';
import { aChallenge } from '../../builders/a-challenge.js';
import { aRatesDocument } from '../../builders/a-rates-document.js';
import { aRequirement } from '../../builders/a-requirement.js';
import { aSighting } from '../../builders/a-sighting.js';
import { anObservation } from '../../builders/an-observation.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const FRIDAY = aRatesDocument('2026-11-20', { USD: '1.1', JPY: '165' });

let catalog: TestCatalog;
let bank: CatalogueServer;
let document: string;
let logged: object[];
let metrics: Metrics;
let rates: CreatedRates;
const running = new AbortController().signal;

beforeEach(async () => {
  catalog = await aCatalog();
  document = FRIDAY;
  bank = await aCatalogueServer((_url, response) => response.end(document));
  rates = start();
});

afterEach(async () => {
  await rates.close();
  await bank.close();
  await catalog.close();
});

/** A worker's, as it begins. */
function start(env: Record<string, string> = {}): CreatedRates {
  logged = [];
  metrics = new Metrics();
  const log = (line: object): void => void logged.push(line);
  return createRates({
    ...{ database: catalog.database, ingest: catalog.ingest, clock: catalog.clock, metrics },
    config: loadConfig({
      RATES_URL: `${bank.url}/eurofxref-daily.xml`,
      FETCH_ALLOW: bank.allow,
      PROBES: 'off',
      ...env,
    }),
    logger: { info: log, warn: log } as unknown as Logger,
  });
}

async function restart(env: Record<string, string>): Promise<void> {
  await rates.close();
  rates = start(env);
}

const rows = <T = object>(sql: string): Promise<T[]> => catalog.database.query<T[]>(sql);
const known = () => new RateRepository(catalog.database).newest();
const age = async () => / (\S+)\n$/.exec(await metrics.text())?.[1];

/** So many endpoints that ask for one euro each. */
async function selling(count: number): Promise<void> {
  const accepts = [aRequirement({ network: 'card:visa', asset: 'EUR', amount: '100', payTo: 'merchant' })];
  for (let number = 0; number < count; number++) {
    const url = `https://api${number}.example.com/weather`;
    const { targetId } = await catalog.sightOne(aSighting({ url }));
    const at = catalog.clock.advance(1);
    const lease = await catalog.lease(targetId);
    await catalog.ingest.observe([
      anObservation(lease, { at, url, challenge: aChallenge({ url, accepts }) }),
    ]);
  }
}

it('keeps the rates of the day, and prices the catalogue by them', async () => {
  await selling(3);
  expect(await age()).toBe('Nan');

  await rates.fetch(running);
  await rates.reprice(running);

  expect(bank.asked).toEqual(['/eurofxref-daily.xml']);
  expect(await known()).toEqual({
    date: '2026-11-20',
    usdPerUnit: { EUR: '1.1', JPY: '0.00666666666667' },
  });
  expect(await rows('SELECT DISTINCT price_usd FROM offer')).toEqual([{ price_usd: '1.1' }]);
  expect(logged).toEqual([
    { event: 'rates-stored', date: '2026-11-20', currencies: 2 },
    { event: 'offers-repriced', date: '2026-11-20', changed: 3, unchanged: 0, refused: 0 },
  ]);
  expect(await age()).toBe(String(12 * 3_600 + 3 / 1_000));
});

it('says nothing of a day that it knows, and keeps each day', async () => {
  await rates.fetch(running);
  await rates.fetch(running);
  await rates.reprice(running);
  catalog.clock.advance(DAY);
  document = aRatesDocument('2026-11-21', { USD: '1.2', JPY: '165' });
  await rates.fetch(running);

  expect(logged).toMatchObject([
    { event: 'rates-stored', date: '2026-11-20' },
    { event: 'rates-stored', date: '2026-11-21' },
  ]);
  expect(await rows(`SELECT date::text, usd_per_unit FROM rate WHERE currency = 'EUR' ORDER BY 1`)).toEqual([
    { date: '2026-11-20', usd_per_unit: '1.1' },
    { date: '2026-11-21', usd_per_unit: '1.2' },
  ]);
});

it('says once that the rates are out of reach, and once more when they were back and are gone again', async () => {
  await bank.close();
  for (let round = 0; round < 3; round++) await rates.fetch(running);
  expect(logged).toMatchObject([{ event: 'rates-out-of-reach', reason: 'unreachable-connect' }]);

  bank = await aCatalogueServer((_url, response) => response.end(document));
  await restart({ RATES_URL: bank.url });
  bank.answer = (_url, response) => response.writeHead(503).end();
  for (let round = 0; round < 3; round++) await rates.fetch(running);
  bank.answer = (_url, response) => response.end(document);
  await rates.fetch(running);
  bank.answer = (_url, response) => response.writeHead(503).end();
  await rates.fetch(running);

  expect(logged).toMatchObject([
    { event: 'rates-out-of-reach', reason: 'http-503' },
    { event: 'rates-stored' },
    { event: 'rates-out-of-reach', reason: 'http-503' },
  ]);
});

it.each([
  ['an older day', aRatesDocument('2026-11-19', { USD: '1.1', JPY: '165' }), /^2026-11-19 is older/],
  [
    'a rate that moved by more than a fifth',
    aRatesDocument('2026-11-21', { USD: '1.1', JPY: '16.5' }),
    /^JPY/,
  ],
  ['a page of HTML', '<!DOCTYPE html><html></html>', /^not-xml$/],
  ['a document that is cut off', FRIDAY.slice(0, -20), /^not-xml$/],
  ['a document of megabytes', FRIDAY + ' '.repeat(2_000_000), /^body-too-large$/],
])('refuses %s, says why once, and prices nothing by it', async (_what, refused, reason) => {
  await selling(1);
  await rates.fetch(running);
  await rates.reprice(running);
  const before = await Promise.all([rows('SELECT * FROM rate'), rows('SELECT * FROM offer')]);
  logged = [];
  document = refused;

  await rates.fetch(running);
  await rates.fetch(running);
  await rates.reprice(running);

  expect(logged).toEqual([expect.objectContaining({ reason: expect.stringMatching(reason) as string })]);
  expect(await Promise.all([rows('SELECT * FROM rate'), rows('SELECT * FROM offer')])).toEqual(before);
});

it('follows no redirect to another place', async () => {
  const other = await aCatalogueServer((_url, response) => response.end(FRIDAY));
  try {
    await restart({ FETCH_ALLOW: `${bank.allow},${other.allow}` });
    bank.answer = (_url, response) => response.writeHead(302, { location: other.url }).end();

    await rates.fetch(running);

    expect(other.asked).toEqual([]);
    expect(await known()).toBeNull();
    expect(logged).toMatchObject([{ event: 'rates-out-of-reach', reason: 'redirect-off-origin' }]);
  } finally {
    await other.close();
  }
});

it.each([
  ['where it is told to', { RATES_URL: 'none' }, []],
  [
    'where PROBES is off and FETCH_ALLOW does not name it',
    { RATES_URL: 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml' },
    [{ event: 'rates-out-of-reach', reason: 'probes-off' }],
  ],
])('asks nobody %s', async (_where, env, said) => {
  await restart(env);

  await rates.fetch(running);
  await rates.fetch(running);
  await rates.reprice(running);

  expect(bank.asked).toEqual([]);
  expect(await known()).toBeNull();
  expect(logged).toMatchObject(said);
});

it('ends with the signal, and the next round does what is left', async () => {
  await selling(3);
  await rates.fetch(running);
  await rates.reprice(AbortSignal.abort());
  await rates.fetch(AbortSignal.abort());
  expect(await rows('SELECT DISTINCT price_usd FROM offer')).toEqual([{ price_usd: null }]);

  await rates.reprice(running);

  expect(logged.at(-1)).toMatchObject({ event: 'offers-repriced', changed: 3 });
  expect(logged).toHaveLength(2);
});
