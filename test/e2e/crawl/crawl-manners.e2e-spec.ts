import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { REGISTER } from '@bazaar/catalog';

import { aCatalog, type TestCatalog } from '../../builders/a-catalog.js';
import { aCrawler } from '../../builders/a-crawler.js';
import { aSighting } from '../../builders/a-sighting.js';

interface Site {
  readonly origin: string;
  readonly allow: string;
  /** What reached it, with the time. */
  readonly seen: { readonly line: string; readonly at: number }[];
  readonly server: Server;
}

const REGISTERED = { probeNow: true, source: REGISTER };

const sites: Site[] = [];
let catalog: TestCatalog;
let crawlers: Awaited<ReturnType<typeof aCrawler>>[] = [];

beforeEach(async () => {
  catalog = await aCatalog();
});

afterEach(async () => {
  await Promise.all(crawlers.map((crawler) => crawler.stop()));
  crawlers = [];
  for (const { server } of sites.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await catalog.close();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const noRobots: Answer = (_request, response) => void response.writeHead(404).end();

async function aSite(answer: Answer, robots = noRobots): Promise<Site> {
  const seen: Site['seen'] = [];
  const server = createServer((request, response) => {
    seen.push({ line: `${request.method} ${request.url}`, at: Date.now() });
    if (request.url === '/robots.txt') robots(request, response);
    else answer(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const site = { origin: `http://127.0.0.1:${port}`, allow: `127.0.0.1/32:${port}`, seen, server };
  sites.push(site);
  return site;
}

const gone = (_request: IncomingMessage, response: ServerResponse): void =>
  void response.writeHead(410).end();

const sightMany = (site: Site, count: number, change: Parameters<typeof aSighting>[0] = {}) =>
  catalog.ingest.sight(
    Array.from({ length: count }, (_, number) =>
      aSighting({ url: `${site.origin}/${number}`, method: 'GET', ...change }),
    ),
  );

const crawl = async (env: Record<string, string> = {}): Promise<void> => {
  const crawler = await aCrawler(catalog, { FETCH_ALLOW: sites.map(({ allow }) => allow).join(','), ...env });
  crawlers.push(crawler);
};

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await sleep(20);
}

const count = async (sql: string): Promise<number> => {
  const [row] = await catalog.database.query<{ count: string }[]>(`SELECT count(*) AS count FROM ${sql}`);
  return Number(row?.count);
};

describe('the crawler', () => {
  it('keeps to the rate of an origin, and asks nothing twice', async () => {
    const site = await aSite(gone);
    await sightMany(site, 8);

    await crawl({ ORIGIN_REQUESTS_PER_SECOND: '20', ORIGIN_BURST: '2' });
    await until(async () => (await count('probe')) === 8);

    const [first, ...others] = site.seen.map(({ line }) => line);
    expect(first).toBe('GET /robots.txt');
    expect(others.sort()).toEqual(Array.from({ length: 8 }, (_, number) => `GET /${number}`));
    // Nine requests: two at once, seven more at 20 a second.
    expect(site.seen.at(-1)!.at - site.seen[0]!.at).toBeGreaterThanOrEqual(300);
  });

  it.each([
    [429, 'rate-limited'],
    [503, 'paused'],
  ])('stays away from an origin that says so by %i, and stores what it knows', async (status, reason) => {
    const site = await aSite(
      (_request, response) => void response.writeHead(status, { 'retry-after': '3600' }).end(),
    );
    await sightMany(site, 20);

    await crawl({ ORIGIN_CONCURRENCY: '1' });
    await until(
      async () => (await count('origin WHERE wait_until IS NOT NULL AND leased_until IS NULL')) === 1,
    );
    await sightMany(site, 20, REGISTERED);
    await sleep(700);

    expect(site.seen.map(({ line }) => line)).toEqual(['GET /robots.txt', 'GET /0']);
    expect(await count(`probe WHERE reason = '${reason}'`)).toBe(1);
  });

  it('stays away from an origin that says so in its answer to robots.txt, and says it of all that was due', async () => {
    const site = await aSite(
      gone,
      (_request, response) => void response.writeHead(429, { 'retry-after': '3600' }).end(),
    );
    await sightMany(site, 20);

    await crawl();
    await until(
      async () => (await count('origin WHERE wait_until IS NOT NULL AND leased_until IS NULL')) === 1,
    );
    await sightMany(site, 20, REGISTERED);
    await sleep(700);

    expect(site.seen.map(({ line }) => line)).toEqual(['GET /robots.txt']);
    expect(await count(`probe WHERE reason = 'rate-limited'`)).toBe(20);
  });

  it('is not held up by an origin that is slow', async () => {
    const slow = await aSite(() => undefined);
    const quick = await aSite(gone);
    await sightMany(slow, 10);
    await crawl();
    await until(() => slow.seen.length > 0);

    const startedAt = Date.now();
    await sightMany(quick, 1, REGISTERED);
    await catalog.database.query(`SELECT pg_notify('bazaar_probe_wanted', '')`);
    await until(async () => (await count('target WHERE requested_at IS NOT NULL')) === 0);

    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it('shares the work with others: each target is looked at once', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => aSite(gone)));
    for (const site of all) await sightMany(site, 3);

    await Promise.all([crawl(), crawl(), crawl()]);
    await until(async () => (await count('probe')) === 36);

    for (const { seen } of all)
      expect(seen.map(({ line }) => line).sort()).toEqual(['GET /0', 'GET /1', 'GET /2', 'GET /robots.txt']);
  });

  it('gives its origins back at once when it is stopped, though a seller is slow', async () => {
    const slow = await aSite(() => undefined);
    await sightMany(slow, 3, REGISTERED);
    await crawl({ PROBE_TIMEOUT_MS: '30000' });
    await until(() => slow.seen.length > 0);

    const startedAt = Date.now();
    await crawlers.pop()!.stop();

    expect(Date.now() - startedAt).toBeLessThan(3_000);
    expect(await count('origin WHERE leased_until IS NULL AND next_request_at <= now()')).toBe(1);
    expect(await count('probe')).toBe(0);
  });

  it('writes nothing of what it may not ask, and does not ask again and again', async () => {
    await catalog.sightOne(aSighting({ url: 'https://192.88.99.1.nip.example/a', ...REGISTERED }));

    await crawl({ FETCH_ALLOW: '' });
    await until(async () => (await count(`origin WHERE lease_token > 0 AND leased_until IS NULL`)) === 1);
    await sleep(700);

    expect(await count('probe')).toBe(0);
    expect(await count('origin WHERE lease_token = 1')).toBe(1);
    expect(await count('target WHERE requested_at IS NOT NULL AND next_probe_at <= now()')).toBe(1);
  });
});
