import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Observed, REGISTER } from '@bazaar/catalog';
import { createReparser, type ReparseSummary } from '@bazaar/crawler';
import { createLogger, loadConfig } from '@bazaar/platform';
import { canonicalUrl } from '@bazaar/x402';

import { aCatalog, type TestCatalog } from '../builders/a-catalog.js';
import { aChallenge, aPaymentRequired } from '../builders/a-challenge.js';
import { aCrawler } from '../builders/a-crawler.js';
import { aSighting } from '../builders/a-sighting.js';
import { type Fleet, startFleet } from '../fleet/fleet.js';
import { unbuilt } from '../setup/script.js';

/** A busy machine is no reason to say that a schema is slow. */
const PATIENT = { SCHEMA_CHECK_MS: '10000' };

/** What was stored of a probe by the code that ran before. */
type Code = (observed: Observed) => Observed;

const today: Code = (observed) => observed;

/** Could read no challenge, nor what is said beside one. */
const illiterate: Code = (observed) => ({ ...observed, reading: null, evidence: blind(observed) });

function blind({ evidence, answer }: Pick<Observed, 'evidence' | 'answer'>): Observed['evidence'] {
  if (answer === null) return evidence;
  switch (evidence.kind) {
    case 'payable':
    case 'opted-out':
      return { kind: 'unlistable', reason: 'invalid-challenge' };
    case 'unlistable':
      return { kind: 'unlistable', reason: 'http-4xx' };
    case 'free':
      return { kind: 'free', originSaysPaid: false };
    default:
      return evidence;
  }
}

/** Read challenges, but knew no prices, names, categories, templates, nor what was wrong. */
const shortSighted: Code = ({ reading, ...observed }) => ({
  ...observed,
  evidence: observed.evidence.kind === 'free' ? { kind: 'free', originSaysPaid: false } : observed.evidence,
  reading: reading && {
    ...reading,
    ...{ title: null, description: null, serviceName: null, tags: [], issues: [], payability: 'UNKNOWN' },
    ...{ routeTemplate: null, resource: resourceOf(observed.url), outputSchema: null, fingerprint: 'old' },
    offers: reading.offers.map((offer) => ({ ...offer, priceUsd: null, issues: [], payability: 'UNKNOWN' })),
  },
});

/** Half of the fleet was read by the one, half by the other. */
const yesterday: Code = (observed) =>
  Number(observed.targetId) % 2 === 0 ? illiterate(observed) : shortSighted(observed);

function resourceOf(url: string): string {
  const canonical = canonicalUrl(url);
  if (!canonical.ok) throw new Error(`${url}: ${canonical.error}`);
  return canonical.value.resource;
}

interface ShopAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Answers of which the fleet has none, by request line; any other is a 404. */
function cornerShop(origin: string): Readonly<Record<string, ShopAnswer>> {
  const challenge = (path: string): ShopAnswer => aPaymentRequired(aChallenge({ url: origin + path }));
  const to = (location: string): Record<string, string> => ({ location });
  return {
    'GET /free': { ...challenge('/free'), status: 200 },
    'GET /free-and-long': { ...challenge('/free-and-long'), status: 200, body: 'x'.repeat(5_000) },
    'GET /opted-out': { ...challenge('/opted-out'), headers: { 'x-robots-tag': 'noindex' } },
    'GET /moved': { status: 307, headers: to('/here') },
    'GET /here': challenge('/here'),
    'GET /moved-post': { status: 405 },
    'POST /moved-post': { status: 303, headers: to('/here') },
    'GET /paused': { status: 503, headers: { 'retry-after': '7200' } },
    'GET /gone': { status: 410 },
  };
}

const CORNER_PATHS = ['/free', '/free-and-long', '/opted-out', '/moved', '/moved-post', '/gone'];

interface Shop {
  readonly origin: string;
  readonly allow: string;
  close(): Promise<void>;
}

async function openCornerShop(): Promise<Shop> {
  let answers: ReturnType<typeof cornerShop> = {};
  const server = createServer(({ method, url }, response) => {
    const { status, headers, body } = answers[`${method} ${url}`] ?? { status: 404 };
    response.writeHead(status, headers).end(body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  answers = cornerShop(origin);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin, allow: `127.0.0.1/32:${port}-${port}`, close };
}

/** A catalogue of the fleet as one crawl by one code has left it. */
async function crawled(fleet: Fleet, shop: Shop, code: Code): Promise<TestCatalog> {
  const catalog = await aCatalog();
  const { ingest } = catalog;
  const crawler = await aCrawler(
    { ...catalog, ingest: { observe: (batch) => ingest.observe(batch.map(code)) } },
    { ...PATIENT, FETCH_ALLOW: `${fleet.allow},${shop.allow}` },
  );
  for (const { register } of fleet.endpoints) await named(register);
  for (const path of CORNER_PATHS) await named({ resource: shop.origin + path });
  await untilProbed(catalog);
  // Another instance of a template, and an answer that keeps us away from its whole origin: last.
  const { resource } = fleet.endpoint('weather-forecast-by-city').register;
  await named({ resource: resource.replace('rome', 'oslo') });
  await named({ resource: `${shop.origin}/paused` });
  await untilProbed(catalog);
  await crawler.stop();
  return catalog;

  async function named({ resource: url, method, toolName }: Named): Promise<void> {
    const type = toolName === undefined ? 'HTTP' : 'MCP';
    const target = { url, method: method ?? null, toolName: toolName ?? null };
    await catalog.sightOne(aSighting({ ...target, type, source: REGISTER, probeNow: true }));
  }
}

interface Named {
  readonly resource: string;
  readonly method?: string;
  readonly toolName?: string;
}

async function untilProbed({ database }: TestCatalog): Promise<void> {
  for (;;) {
    const [row] = await database.query<{ waiting: string }[]>(
      'SELECT count(*) AS waiting FROM target WHERE requested_at IS NOT NULL',
    );
    if (row?.waiting === '0') return;
    await sleep(50);
  }
}

async function reparse(
  catalog: TestCatalog,
  { origin = null, targetsMax = Infinity }: { origin?: string | null; targetsMax?: number } = {},
): Promise<ReparseSummary> {
  const reparser = createReparser({
    ...{ config: loadConfig(PATIENT), logger: createLogger({ LOG_LEVEL: 'warn' }), threadArgs: unbuilt },
    ...{ database: catalog.database, ingest: catalog.ingest },
  });
  const summary = await reparser.run({ origin, targetsMax, onPage: () => undefined });
  await reparser.close();
  return summary;
}

/** Of one catalogue alone; and failures, which stay counted until an answer ends them. */
const OF_ITS_OWN = `'{id,version,document_hash,state_facts,state_since,merged_into,first_seen_at,first_listed_at,
  changed_at,last_probed_at,last_ok_at,consecutive_failures,uptime}'::text[]`;

/** Every target, whether it leads, and all that is said of its listing, but for ids and times. */
const said = ({ database }: TestCatalog): Promise<{ url: string }[]> =>
  database.query<{ url: string }[]>(
    `SELECT t.url, t.tool_name AS tool, t.next_probe_at IS NOT NULL AS leads, to_jsonb(l) - ${OF_ITS_OWN} AS listing,
       CASE WHEN l.state IN ('LISTED', 'FREE') THEN l.consecutive_failures END AS failures,
       (SELECT jsonb_agg(to_jsonb(o) - '{listing_id,seen_at,price_usd_as_of}'::text[] ORDER BY o.position)
        FROM offer o WHERE o.listing_id = l.id) AS offers,
       (SELECT array_agg(merged.resource ORDER BY merged.resource) FROM listing merged
        WHERE merged.merged_into = l.id) AS merged
     FROM target t JOIN listing l ON l.id = t.listing_id ORDER BY t.url, t.method, t.tool_name`,
  );

/** But for the one of which only the head is kept: too little to judge it again. */
const isWhole = ({ url }: { url: string }): boolean => !url.endsWith('/free-and-long');

const TABLES = [
  ...[
    'origin',
    'target',
    'listing',
    'offer',
    'price_point',
    'observation',
    'probe',
    'state_change',
    'change',
  ],
  ...['sighting', 'index_pending'],
];

/** Every row of every table the write path writes. */
const everything = async ({ database }: TestCatalog): Promise<object> => {
  const hashes = TABLES.map(async (table) => {
    const [row] = await database.query<object[]>(
      `SELECT count(*), md5(string_agg(r::text, chr(10) ORDER BY r::text)) FROM ${table} r`,
    );
    return [table, row] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
};

const count = async (table: 'probe' | 'observation'): Promise<number> => {
  const [row] = await older.database.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM ${table}`,
  );
  return row?.count ?? 0;
};

let fresh: TestCatalog;
let older: TestCatalog;

/** The fleet is gone before anything is read anew: what is kept must do. */
beforeAll(async () => {
  const [fleet, shop] = await Promise.all([startFleet({ ports: 'any' }), openCornerShop()]);
  fresh = await crawled(fleet, shop, today);
  older = await crawled(fleet, shop, yesterday);
  await Promise.all([fleet.stop(), shop.close()]);
}, 120_000);

afterAll(() => Promise.all([fresh.close(), older.close()]));

it('changes not a single row where the code is the same', async () => {
  const before = await everything(fresh);

  const { read, changed, superseded, refused } = await reparse(fresh);

  expect(read).toBeGreaterThan(100);
  expect({ changed, superseded, refused }).toEqual({ changed: 0, superseded: 0, refused: 0 });
  expect(await everything(fresh)).toEqual(before);
});

describe('what older code has left', () => {
  it('becomes what probing again would give, without a probe', async () => {
    expect(await said(older)).not.toEqual(await said(fresh));
    const [probes, observations] = [await count('probe'), await count('observation')];

    const { changed, refused } = await reparse(older);

    expect(refused).toBe(0);
    expect(changed).toBeGreaterThan(100);
    expect((await said(older)).filter(isWhole)).toEqual((await said(fresh)).filter(isWhole));
    expect([await count('probe'), await count('observation')]).toEqual([probes, observations]);
  });

  it('was of every kind', async () => {
    const kinds = await older.database.query<{ state: string }[]>('SELECT DISTINCT state FROM listing');
    const types = await older.database.query<object[]>(
      `SELECT DISTINCT type, x402_version FROM listing WHERE state = 'LISTED' ORDER BY 1, 2`,
    );

    expect(kinds.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['LISTED', 'FREE', 'REFUSED', 'PENDING', 'DELISTED', 'RETIRED']),
    );
    expect(types).toEqual(
      expect.arrayContaining([
        { type: 'HTTP', x402_version: 1 },
        { type: 'HTTP', x402_version: 2 },
        { type: 'MCP', x402_version: 2 },
      ]),
    );
  });

  it('stays as it was where too little of the answer is kept', async () => {
    const left = (await said(older)).filter((target) => !isWhole(target));

    expect(left).toMatchObject([{ listing: { state: 'REFUSED', state_reason: 'no-402' } }]);
  });

  it('changes no more when it is read once again', async () => {
    const before = await everything(older);

    expect(await reparse(older)).toMatchObject({ changed: 0, superseded: 0, refused: 0 });
    expect(await everything(older)).toEqual(before);
  });
});

it('mends what is stored otherwise than it is read', async () => {
  const before = await said(fresh);
  const blank = `title = NULL, description = NULL, tags = '{}', categories = '{}', issues = '[]', min_price_usd = NULL`;
  await fresh.database.query(`UPDATE listing SET ${blank} WHERE evidence = 'PROBED'`);
  await fresh.database.query('UPDATE offer SET price_usd = NULL, usd_micros = NULL');

  await reparse(fresh);

  expect(await said(fresh)).toEqual(before);
});

it('reads no more than it is asked to', async () => {
  const [one] = await said(fresh);
  const { origin } = new URL(one?.url ?? '');

  const { read } = await reparse(fresh, { origin });

  expect(read).toBeGreaterThan(0);
  expect(await reparse(fresh, { targetsMax: 5 })).toMatchObject({ read: 5 });
  expect(await reparse(fresh, { origin, targetsMax: 1 })).toMatchObject({ read: 1 });
  expect(await reparse(fresh, { origin: 'https://nobody.example' })).toMatchObject({ read: 0 });
});
