import { type ServerResponse } from 'node:http';

import { type TestCatalog, aCatalog } from '../../builders/a-catalog.js';
import {
  type CatalogueAnswer,
  type CatalogueServer,
  aCatalogueServer,
  facilitatorOf,
  sendJson,
} from '../../builders/a-catalogue-server.js';
import { ChangingList } from '../../builders/a-changing-list.js';
import { aRequirement } from '../../builders/a-requirement.js';
import { aSighting } from '../../builders/a-sighting.js';
import { type SourceRow, type SourceWorker, aSourceWorker } from '../../builders/a-source-worker.js';
import { anObservation } from '../../builders/an-observation.js';
import { selfSignedCertificate } from '../hostile-targets/self-signed-certificate.js';

const FEED = 'facilitator:feed';
const SHOPS = Array.from({ length: 20 }, (_, index) => `https://shop${index}.example.com/x`);

let catalog: TestCatalog;
let server: CatalogueServer;
let worker: SourceWorker;
let before: unknown;

/** A feed that was good, of shops that were probed, and turns. */
beforeEach(async () => {
  catalog = await aCatalog();
  server = await aCatalogueServer(listing(SHOPS.map((resource) => ({ resource }))));
  const named = [{ id: FEED, kind: 'facilitator', url: server.url }];
  worker = await aSourceWorker(catalog, named, { FETCH_ALLOW: server.allow });
  await worker.pull(FEED);
  for (const url of SHOPS) await probe(url);
  before = await probed();
});

afterEach(async () => {
  await worker.stop();
  await server.close();
  await catalog.close();
});

const listing = (rows: readonly unknown[]): CatalogueAnswer => facilitatorOf(new ChangingList([...rows]));

async function probe(url: string): Promise<void> {
  const { targetId } = await catalog.sightOne(aSighting({ url }));
  const at = catalog.clock.advance(1);
  await catalog.ingest.observe([anObservation(await catalog.lease(targetId), { at, url })]);
}

/** Everything that is known of what was probed. */
const probed = (): Promise<unknown> =>
  catalog.database.query(
    `SELECT l.*, o.* FROM listing l JOIN offer o ON o.listing_id = l.id WHERE l.evidence = 'PROBED' ORDER BY l.id, o.key`,
  );

const count = async (table: string): Promise<number> =>
  Number(
    (await catalog.database.query<{ count: string }[]>(`SELECT count(*) FROM ${table}`))[0]?.count ?? NaN,
  );

async function turned(answer: CatalogueAnswer): Promise<SourceRow> {
  server.answer = answer;
  const source = await worker.pull(FEED);
  expect(await probed()).toEqual(before);
  return source;
}

const junk = (rows: number): unknown[] =>
  Array.from({ length: rows }, (_, index) => ({ resource: `https://junk${index}.example.net/` }));

describe('a feed that turns', () => {
  it('into 200,000 rows of junk is stopped beyond what is believed, and held', async () => {
    const source = await turned(listing([...SHOPS.map((resource) => ({ resource })), ...junk(200_000)]));

    expect(source).toMatchObject({ heldFor: 'growth', heldRows: 200_020, rowsAccepted: 20 });
    expect(source.lastError).toMatch(/^held: the feed grew from 20 to 200020 rows/);
    expect(await count('target')).toBe(10_030);
  }, 120_000);

  it('is cut at its quota where it was never believed small', async () => {
    await catalog.database.query('UPDATE source SET rows_accepted = NULL, targets_max = 3000');

    const source = await turned(listing(junk(5_000)));

    expect(source.lastError).toMatch(/^quota: 2000 rows beyond 3000 targets/);
    expect(source).toMatchObject({ rowsSeen: 5_000, rowsRefused: 2_000 });
    expect(await count('target')).toBe(3_020);
  }, 60_000);

  it('to another price, payee and name of what was probed, from the future, changes none of it', async () => {
    const lies = SHOPS.map((resource) => ({
      resource,
      description: 'Ours now.',
      lastUpdated: '2093-01-01T00:00:00Z',
      accepts: [aRequirement({ amount: '1', payTo: '0x000000000000000000000000000000000000dEaD' })],
    }));

    const source = await turned(listing(lies));

    expect(source).toMatchObject({ heldFor: null, lastError: null });
    const [claim] = await catalog.database.query<{ newest: Date }[]>(
      'SELECT max(claimed_at) AS newest FROM claim',
    );
    expect(claim?.newest.getTime()).toBeLessThanOrEqual(catalog.clock.now().getTime());
  });

  it('to half its rows is held until three pulls agree, and nothing is dropped', async () => {
    const targets = await count('target');
    const half = listing(SHOPS.slice(10).map((resource) => ({ resource })));

    expect(await turned(half)).toMatchObject({ heldFor: 'shrink', heldRows: 10, rowsAccepted: 20 });
    expect(await turned(half)).toMatchObject({ heldFor: 'shrink', heldPulls: 2 });
    expect(await turned(half)).toMatchObject({ heldFor: null, rowsAccepted: 10, lastError: null });
    expect(await count('target')).toBe(targets);
  });

  const html = (response: ServerResponse): void =>
    void response.setHeader('content-type', 'text/html').end('<!doctype html><title>Welcome</title>');

  it.each<[string, CatalogueAnswer, RegExp]>([
    ['HTML', (_url, response) => html(response), /^not-json: text\/html/],
    ['half a document', (_url, response) => void response.end('{"items": [{"resource": '), /^not-json/],
    ['nesting without end', (_url, response) => void response.end('['.repeat(1_000_000)), /^too-deep/],
    ['another document', (_url, response) => sendJson(response, { rows: [] }), /^not-a-page/],
    ['nothing', (_url, response) => void response.destroy(), /^(?:bad-response|unreachable-connect)/],
    ['an error', (_url, response) => void response.writeHead(500).end(), /^http-500/],
    [
      'a redirect elsewhere',
      (_url, response) =>
        void response.writeHead(302, { location: server.url.replace('http:', 'https:') }).end(),
      /^redirect-off-origin/,
    ],
    [
      'a way to our own network',
      (_url, response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      /^private-address/,
    ],
    [
      'two days of patience',
      (_url, response) => void response.writeHead(429, { 'retry-after': '172800' }).end(),
      /^rate-limited/,
    ],
  ])('into %s fails, says so, and is tried again later', async (_what, answer, error) => {
    const source = await turned(answer);

    expect(source.lastError).toMatch(error);
    expect(source).toMatchObject({ failures: 1, failuresTotal: 1, rowsAccepted: 20, heldFor: null });
    expect(source.lastOkAt?.getTime()).toBeLessThan(source.lastRunAt?.getTime() ?? 0);
    const waitMs = (source.nextRunAt?.getTime() ?? 0) - catalog.clock.now().getTime();
    expect(waitMs).toBe(/429|rate/.test(String(error)) ? 172_800_000 : 300_000);
    expect(worker.logged).toContain(`source-ill ${FEED}`);
  });

  it('into a body of 2 GB is asked for less, and held in memory at no time', async () => {
    const chunk = Buffer.alloc(1_048_576, 0x20);
    let sent = 0;
    const rss = process.memoryUsage().rss;
    let peak = rss;

    const source = await turned((_url, response) => {
      const more = (): void => {
        peak = Math.max(peak, process.memoryUsage().rss);
        while (sent < 2_147_483_648 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) {
            response.once('drain', more);
            return;
          }
        }
      };
      more();
    });

    expect(source.lastError).toMatch(/^body-too-large/);
    expect(server.asked.at(-1)).toContain('limit=10&');
    expect(sent).toBeLessThan(400_000_000);
    expect((peak - rss) / 1_048_576).toBeLessThan(256);
  }, 60_000);
});

it('whose certificate nobody signed is not believed', async () => {
  const tls = selfSignedCertificate('feed.example');
  const secret = await aCatalogueServer(listing(junk(10)), tls);
  const named = [{ id: 'facilitator:secret', kind: 'facilitator', url: secret.url }];
  const alone = await aCatalog(); // of two workers either may pull it
  const other = await aSourceWorker(alone, named, { FETCH_ALLOW: secret.allow });

  const source = await other.pull('facilitator:secret');
  await other.stop();
  await Promise.all([secret.close(), alone.close()]);

  expect(source.lastError).toMatch(/^unreachable-tls/);
  expect(source.rowsSeen).toBe(0);
});
