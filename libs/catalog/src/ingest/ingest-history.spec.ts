import { aCatalog, type TestCatalog } from '../../../../test/builders/a-catalog.js';
import { aChallenge } from '../../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { anObservation } from '../../../../test/builders/an-observation.js';

const HOUR = 3_600_000;
const URL = 'https://api.example.com/weather';

let catalog: TestCatalog;
let targetId: string;
beforeEach(async () => {
  catalog = await aCatalog();
  targetId = (await catalog.sightOne(aSighting({ url: URL }))).targetId;
});
afterEach(() => catalog.close());

const rows = <T>(sql: string): Promise<T[]> => catalog.database.query<T[]>(sql);
const payee = (n: number): string => `0x${String(n).padStart(40, '1')}`;

async function probe(change: { amount?: string; payTo?: string }): Promise<void> {
  catalog.clock.advance(HOUR);
  const challenge = aChallenge({ url: URL, accepts: [aRequirement(change)] });
  const lease = await catalog.lease(targetId);
  await catalog.ingest.observe([anObservation(lease, { at: catalog.clock.now(), url: URL, challenge })]);
}

const changes = async (): Promise<string[]> =>
  (await rows<{ what: string[] }>('SELECT what FROM change ORDER BY position')).map(({ what }) =>
    what.join(' '),
  );

it('tells of a new payee, and stops telling where the payee is never the same', async () => {
  for (let n = 1; n <= 9; n++) await probe({ payTo: payee(n) });

  expect((await changes()).slice(2)).toEqual(['PAY_TO', 'METADATA']);
  expect(await rows('SELECT version FROM listing')).toEqual([{ version: '4' }]);
  expect(await rows('SELECT pay_to FROM offer')).toEqual([{ pay_to: payee(2) }]);
  expect(await rows('SELECT pay_to FROM price_point ORDER BY at')).toEqual([
    { pay_to: payee(1) },
    { pay_to: payee(2) },
  ]);
});

it('caps a price that moves by its dearest, and keeps two points of each hour', async () => {
  for (const amount of ['10000', '90000', '20000', '30000', '25000']) await probe({ amount });

  expect(await rows('SELECT price_kind, price_usd, price_usd_high30d, usd_micros FROM offer')).toEqual([
    { price_kind: 'DYNAMIC', price_usd: '0.025', price_usd_high30d: '0.09', usd_micros: '90000' },
  ]);
  expect(await rows('SELECT price_usd FROM price_point ORDER BY at')).toEqual(
    ['0.01', '0.09', '0.02', '0.03'].map((price_usd) => ({ price_usd })),
  );
});

it('remembers between probes without telling anybody', async () => {
  await probe({});
  await probe({ payTo: payee(2) });
  const told = (await changes()).length;
  await probe({ payTo: payee(2) });
  for (let hours = 0; hours < 24; hours++) catalog.clock.advance(HOUR);

  expect(await changes()).toHaveLength(told);
  await probe({ payTo: payee(2) });
  expect((await changes()).slice(told)).toEqual(['METADATA']);
  expect(await rows('SELECT issues FROM offer')).toEqual([{ issues: '[]' }]);
});
