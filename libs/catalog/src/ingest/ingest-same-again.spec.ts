import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { aChallenge } from '../../../../test/builders/a-challenge.js';
import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { aSilentProbe, anObservation } from '../../../../test/builders/an-observation.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const URLS = [1, 2, 3].map((page) => `https://api.example.com/${page}`);

const catalogs: TestCatalog[] = [];
const open = async (): Promise<TestCatalog> => {
  const catalog = await aCatalog();
  catalogs.push(catalog);
  return catalog;
};
afterEach(async () => {
  for (const catalog of catalogs.splice(0)) await catalog.close();
});

const asks = (amount: string, nonce: number): Record<string, unknown> =>
  aChallenge({
    accepts: [
      aRequirement({ amount, extra: { name: 'USD Coin', version: '2', recentBlockhash: `${nonce}` } }),
    ],
  });

const ROW = 'to_jsonb(r)';
const TABLES = {
  ...{ origin: ROW, target: ROW, listing: ROW, offer: ROW, price_point: ROW, state_change: ROW, change: ROW },
  ...{ health_hour: ROW, index_pending: ROW, observation: `to_jsonb(r) - 'id'` },
  probe: `to_jsonb(r) || jsonb_build_object('observation_id',
    (SELECT fingerprint FROM observation o WHERE o.id = r.observation_id))`,
};

/** Every row the write path writes. Listings go by their resource and answers by what they say, since ids differ. */
async function everything({ database }: TestCatalog): Promise<Record<string, string[]>> {
  const ids = await database.query<{ id: string; resource: string }[]>('SELECT id, resource FROM listing');
  const named = (text: string): string =>
    ids.reduce((all, { id, resource }) => all.replaceAll(id, resource), text);
  const tables = Object.entries(TABLES).map(async ([table, row]) => {
    const rows = await database.query<{ text: string }[]>(
      `SELECT ((${row}) - 'document_hash' - 'marked_at')::text AS text FROM ${table} r`,
    );
    return [table, rows.map(({ text }) => named(text)).sort()] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

it('writes what is found at a glance as what is looked at whole, row by row', async () => {
  const [glancing, looking] = [await open(), await open()];
  const prices = ['10000', '10000', '10000', '20000', '20000', '10000', '10000'];

  for (const catalog of [glancing, looking]) {
    const targets: string[] = [];
    for (const url of URLS) targets.push((await catalog.sightOne(aSighting({ url }))).targetId);
    for (const amount of prices) {
      const at = catalog.clock.advance(HOUR);
      // A hash of another making tells nothing at a glance.
      if (catalog === looking) await catalog.database.query(`UPDATE listing SET document_hash = '\\x00'`);
      const leases: Awaited<ReturnType<TestCatalog['lease']>>[] = [];
      for (const targetId of targets) leases.push(await catalog.lease(targetId));
      const held = leases.map((lease) => ({ ...lease, leaseToken: leases.at(-1)!.leaseToken }));
      const probes = held.map((lease, page) => {
        const url = URLS[page]!;
        // The last of them answers every other time.
        if (page === 2 && at.getTime() % (2 * HOUR) === 0) return aSilentProbe(lease, { at, url });
        return anObservation(lease, { at, url, challenge: asks(amount, 0) });
      });
      expect(await catalog.ingest.observe(probes)).toEqual(['stored', 'stored', 'stored']);
    }
  }

  expect(await everything(looking)).toEqual(await everything(glancing));
});

it('keeps whole the latest answer that taught something, and when, and how, it was last asked for', async () => {
  const catalog = await open();
  const url = URLS[0]!;
  const { targetId } = await catalog.sightOne(aSighting({ url }));
  const ask = async (challenge: Record<string, unknown>, method: string): Promise<Date> => {
    const at = catalog.clock.advance(HOUR);
    const seen = anObservation(await catalog.lease(targetId), { at, url, challenge });
    await catalog.ingest.observe([{ ...seen, answer: { ...seen.answer!, method } }]);
    return at;
  };
  const first = await ask(asks('10000', 1), 'GET');
  const last = await ask(asks('10000', 2), 'POST');

  const kept = await catalog.database.query<{ headers: string }[]>('SELECT * FROM observation');

  expect(kept).toMatchObject([{ first_seen_at: first, last_seen_at: last, method: 'POST' }]);
  expect(JSON.parse(kept[0]!.headers)).toMatchObject({
    'payment-required': Buffer.from(JSON.stringify(asks('10000', 1))).toString('base64'),
  });
  expect(await catalog.database.query('SELECT DISTINCT observation_id FROM probe')).toHaveLength(1);
});

it('tells nobody of a hash of another making, and takes it over', async () => {
  const catalog = await open();
  const url = URLS[0]!;
  const { targetId } = await catalog.sightOne(aSighting({ url }));
  const look = async (): Promise<void> => {
    const at = catalog.clock.advance(HOUR);
    await catalog.ingest.observe([anObservation(await catalog.lease(targetId), { at, url })]);
  };
  await look();
  const hash = () => catalog.database.query<object[]>('SELECT document_hash, version FROM listing');
  const made = await hash();
  await catalog.database.query(`UPDATE listing SET document_hash = '\\x00'`);

  await look();

  expect(await hash()).toEqual(made);
});
