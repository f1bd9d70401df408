import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { REGISTER } from '@bazaar/catalog';
import { importFile } from '@bazaar/crawler';
import { SystemClock } from '@bazaar/kernel';

import { aCatalog, type TestCatalog } from '../../builders/a-catalog.js';
import { aChallenge, aPaymentRequired } from '../../builders/a-challenge.js';
import { aCrawler } from '../../builders/a-crawler.js';
import { aDocumentReader } from '../../builders/a-document-reader.js';
import { aRequirement } from '../../builders/a-requirement.js';
import { aSighting } from '../../builders/a-sighting.js';
import { type Answer, type RecordingSite, aRecordingSite } from './a-recording-site.js';

const ROBOTS = 'GET /robots.txt';
const LOOT = { all: 'of it' };
const NEVER = /^(?:cookie|authorization|proxy-authorization|sign-in-with-x|x-payment.*|payment.*)$/;

let catalog: TestCatalog;
let sites: RecordingSite[];
let crawler: Awaited<ReturnType<typeof aCrawler>> | undefined;
let folder: string;

beforeEach(async () => {
  catalog = await aCatalog();
  folder = await mkdtemp(join(tmpdir(), 'what-leaves-'));
  sites = [];
});

/** Whatever a case is about: nothing that pays, signs in or comes back with a cookie ever leaves us. */
afterEach(async () => {
  await crawler?.stop();
  crawler = undefined;
  await Promise.all(sites.map((site) => site.close()));
  await catalog.close();
  await rm(folder, { recursive: true });

  const names = sites.flatMap(({ seen }) => seen.flatMap(({ headers }) => Object.keys(headers)));
  expect(names.filter((name) => NEVER.test(name))).toEqual([]);
});

async function aSite(...given: Parameters<typeof aRecordingSite>): Promise<RecordingSite> {
  const site = await aRecordingSite(...given);
  sites.push(site);
  return site;
}

/** What a catalogue of somebody else's says, imported as every catalogue is. */
async function claim(item: object): Promise<void> {
  const file = join(folder, 'catalogue.jsonl');
  await writeFile(file, `${JSON.stringify({ x402Version: 2, accepts: [aRequirement()], ...item })}\n`);
  const { kept } = await importFile(file, { ingest: catalog.ingest, clock: catalog.clock });
  expect(kept).toBe(1);
}

const register = (change: Parameters<typeof aSighting>[0]) =>
  catalog.sightOne(aSighting({ source: REGISTER, probeNow: true, ...change }));

const count = async (what: string): Promise<number> => {
  const [row] = await catalog.database.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM ${what}`,
  );
  return row!.count;
};

/** Until everything that is known was probed so many times. */
async function probed(times = 1): Promise<void> {
  crawler ??= await aCrawler(catalog, { FETCH_ALLOW: sites.map(({ allow }) => allow).join(',') });
  while ((await count('probe')) < times * (await count('target'))) await sleep(20);
}

/** Everything is due at once, as it will be some time. */
const makeDue = async (): Promise<void> => {
  const now = new SystemClock().now();
  await catalog.database.query('UPDATE target SET next_probe_at = $1', [now]);
  await catalog.database.query('UPDATE origin SET next_request_at = $1', [now]);
};

/** Has the documents of a site read, as a seller or the clock would. */
async function readDocuments(site: RecordingSite, url = site.origin): Promise<void> {
  const reader = aDocumentReader(catalog, { FETCH_ALLOW: site.allow });
  await reader.read(site.origin, url);
  await reader.stop();
}

const openApi = (site: RecordingSite, paths: object): Answer => ({
  status: 200,
  body: JSON.stringify({ openapi: '3.1.0', servers: [{ url: site.origin }], paths }),
});

const describing = (url: string, input: object) =>
  aChallenge({ url, extensions: { bazaar: { info: { input: { type: 'http', ...input } }, schema: {} } } });

describe('what leaves us for a claim', () => {
  it.each(['DELETE', 'PUT', 'PATCH'])('of %s is no such request', async (method) => {
    const site = await aSite(() => ({ status: 405 }));

    await claim({ resource: `${site.origin}/x`, method });
    await probed();

    expect(site.lines()).toEqual([ROBOTS, 'GET /x', 'POST /x']);
  });

  it('with a body is no body, however the endpoint asks for one', async () => {
    const site = await aSite(({ method }) => ({ status: method === 'GET' ? 404 : 422 }));

    await claim({
      ...describing(`${site.origin}/x`, { method: 'POST', bodyType: 'json', body: LOOT }),
      resource: `${site.origin}/x`,
    });
    await probed();

    expect(site.lines()).toEqual([ROBOTS, 'GET /x', 'POST /x']);
  });

  it('of GET with a query is no query, however the endpoint asks for one', async () => {
    const site = await aSite(() => ({ status: 400 }));

    await claim({
      ...describing(`${site.origin}/x`, { method: 'GET', queryParams: LOOT }),
      resource: `${site.origin}/x`,
    });
    await probed();

    expect(site.lines()).toEqual([ROBOTS, 'GET /x', 'POST /x']);
  });

  it('of a tool that its server does not mark as paid is no call', async () => {
    const site = await aSite({ tools: [{ name: 'transfer', inputSchema: { type: 'object' } }] });

    await claim({ resource: `${site.origin}/mcp`, type: 'mcp', toolName: 'transfer' });
    await probed();

    expect(site.calls()).toEqual(['initialize', 'notifications/initialized', 'tools/list']);
  });
});

describe('what leaves us for a registration', () => {
  it('of a tool with destructiveHint is no call, whatever else is said of the tool', async () => {
    const annotations = { destructiveHint: true, x402: { example: LOOT } };
    const site = await aSite({ tools: [{ name: 'wipe', inputSchema: { type: 'object' }, annotations }] });

    await register({
      url: `${site.origin}/mcp`,
      toolName: 'wipe',
      type: 'MCP',
      example: JSON.stringify(LOOT),
    });
    await probed();

    expect(site.calls()).toEqual(['initialize', 'notifications/initialized', 'tools/list']);
    expect(await count(`listing WHERE state_reason = 'mcp-destructive'`)).toBe(1);
  });

  it('of a tool that is free is one call without arguments', async () => {
    const site = await aSite({ tools: [{ name: 'echo', inputSchema: { type: 'object' } }] });

    await register({
      url: `${site.origin}/mcp`,
      toolName: 'echo',
      type: 'MCP',
      example: JSON.stringify(LOOT),
    });
    await probed();

    expect(site.calls().slice(3)).toEqual(['tools/call {"name":"echo","arguments":{}}']);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    'of %s with an example for an endpoint whose origin never asked for one is a query, once',
    async (method) => {
      const site = await aSite((request) => ({ status: request.method === 'GET' ? 404 : 422 }));

      await register({ url: `${site.origin}/x`, method, example: JSON.stringify(LOOT) });
      await probed();
      await makeDue();
      await probed(2);

      expect(site.lines()).toEqual(['GET /x?all=of+it', 'POST /x', ROBOTS, 'GET /x', 'POST /x']);
    },
  );
});

describe('what leaves us for an endpoint that has shown values itself', () => {
  it('are these values, once a probe, and never its headers', async () => {
    const input = { method: 'POST', bodyType: 'json', body: LOOT, headers: { authorization: 'Bearer x' } };
    let isCareful = false;
    const site: RecordingSite = await aSite(({ method, body }) => {
      if (method === 'GET') return { status: 405 };
      if (isCareful && body === '') return { status: 422 };
      return aPaymentRequired(describing(`${site.origin}/x`, input));
    });

    await register({ url: `${site.origin}/x` });
    await probed();
    isCareful = true;
    await makeDue();
    await probed(2);

    expect(site.lines()).toEqual([
      ...['GET /x', 'POST /x'],
      ...[ROBOTS, 'GET /x', 'POST /x', 'POST /x {"all":"of it"}'],
    ]);
    expect(await count(`listing WHERE state = 'LISTED' AND consecutive_failures = 0`)).toBe(1);
  });

  it('go to no other origin, wherever a redirect leads', async () => {
    const other = await aSite(() => ({ status: 422 }));
    const input = { method: 'POST', bodyType: 'json', body: LOOT };
    let hasMoved = false;
    const site: RecordingSite = await aSite(({ method, body }) => {
      if (method === 'GET') return { status: 405 };
      if (hasMoved)
        return body === '' ? { status: 422 } : { status: 307, headers: { location: `${other.origin}/x` } };
      return aPaymentRequired(describing(`${site.origin}/x`, input));
    });

    await register({ url: `${site.origin}/x` });
    await register({ url: `${other.origin}/x` });
    await probed();
    hasMoved = true;
    await makeDue();
    await probed(2);

    expect(site.lines().at(-1)).toBe('POST /x {"all":"of it"}');
    expect(other.lines().filter((line) => line !== ROBOTS)).toEqual([
      'GET /x',
      'POST /x',
      'GET /x',
      'POST /x',
    ]);
  });
});

describe('what leaves us for the documents of an origin', () => {
  const PLACES = ['/.well-known/x402', '/.well-known/x402.json', '/openapi.json', '/llms.txt'].map(
    (path) => `GET ${path}`,
  );
  const PAID = { 'x-payment-info': { price: { mode: 'fixed', currency: 'USD', amount: '0.01' } } };
  const BODY = { requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } };

  it('is a GET for each of them, and for nothing that they do not sell', async () => {
    const site: RecordingSite = await aSite(({ path }) =>
      path === '/openapi.json'
        ? openApi(site, { '/free': { get: {}, delete: {}, post: BODY }, '/keys/{id}': { delete: {} } })
        : { status: 404 },
    );

    await readDocuments(site);
    await probed();

    expect(site.lines()).toEqual(PLACES);
  });

  it('is no DELETE of a claim at another place than they name it', async () => {
    const site: RecordingSite = await aSite(({ path }) =>
      path === '/openapi.json' ? openApi(site, { '/x': { delete: PAID } }) : { status: 405 },
    );

    await readDocuments(site);
    await claim({ resource: `${site.origin}/y`, method: 'DELETE' });
    await probed();

    expect(site.seen.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual(['/x']);
  });

  it('is a registrant’s example as body only where they name the operation', async () => {
    const site: RecordingSite = await aSite(({ path, method }) => {
      if (path === '/openapi.json') return openApi(site, { '/named': { post: BODY } });
      return { status: method === 'GET' ? 405 : 422 };
    });

    await readDocuments(site);
    for (const path of ['/named', '/other'])
      await register({ url: site.origin + path, method: 'POST', example: JSON.stringify(LOOT) });
    await probed();

    const posts = site.lines().filter((line) => line.startsWith('POST'));
    expect(posts.sort()).toEqual(['POST /named', 'POST /named {"all":"of it"}', 'POST /other']);
  });

  it('is a list of tools where a server of them is registered, and a call of those alone that it marks', async () => {
    const annotations = { x402: { price: '0.01' } };
    const inputSchema = { type: 'object' };
    const site = await aSite({
      tools: [
        { name: 'paid', inputSchema, annotations },
        { name: 'free', inputSchema },
      ],
    });

    await readDocuments(site, `${site.origin}/mcp`);
    expect(site.calls()).toEqual(['initialize', 'notifications/initialized', 'tools/list']);
    await probed();

    expect(site.calls().filter((call) => call.startsWith('tools/call'))).toEqual([
      'tools/call {"name":"paid","arguments":{}}',
    ]);
  });
});
