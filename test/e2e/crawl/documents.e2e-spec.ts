import { setTimeout as sleep } from 'node:timers/promises';

import { SystemClock } from '@bazaar/kernel';

import { type TestCatalog, aCatalog } from '../../builders/a-catalog.js';
import { aChallenge, aPaymentRequired } from '../../builders/a-challenge.js';
import { aCrawler } from '../../builders/a-crawler.js';
import { type TestDocumentReader, aDocumentReader } from '../../builders/a-document-reader.js';
import { aSighting } from '../../builders/a-sighting.js';
import { type Answer, type RecordingSite, aRecordingSite } from './a-recording-site.js';

const ABSENT: Answer = { status: 404 };
const json = (value: unknown): Answer => ({ status: 200, body: JSON.stringify(value) });

let catalog: TestCatalog;
let crawler: Awaited<ReturnType<typeof aCrawler>>;
let reader: TestDocumentReader;
let site: RecordingSite;
let documents: Record<string, Answer>;

/** A shop that sells whatever lies under /paid/, and publishes what a test wants it to. */
beforeEach(async () => {
  documents = {};
  catalog = await aCatalog();
  site = await aRecordingSite(({ path, method }) => {
    const paid = path.startsWith('/paid/') || path === `/only/${method}`;
    return documents[path] ?? (paid ? aPaymentRequired(aChallenge({ url: site.origin + path })) : ABSENT);
  });
  const env = { FETCH_ALLOW: site.allow };
  crawler = await aCrawler(catalog, env);
  reader = aDocumentReader(catalog, env);
});
afterEach(async () => {
  await reader.stop();
  await crawler.stop();
  await Promise.all([site.close(), catalog.close()]);
});

interface Row {
  readonly path: string;
  readonly method: string | null;
  readonly state: string;
  readonly reason: string;
}

/** By path. */
async function listings(): Promise<Row[]> {
  const rows = await catalog.database.query<Row[]>(
    `SELECT replace(resource, $1, '') AS path, method, state, state_reason AS reason FROM listing ORDER BY resource, method`,
    [site.origin],
  );
  return rows;
}

async function until(isSo: (rows: readonly Row[]) => boolean): Promise<Row[]> {
  const deadline = Date.now() + 10_000;
  let rows = await listings();
  while (!isSo(rows)) {
    if (Date.now() > deadline) throw new Error(`Not so: ${JSON.stringify(rows)}`);
    await sleep(20);
    rows = await listings();
  }
  return rows;
}

const all = (state: string) => (rows: readonly Row[]) =>
  rows.length > 0 && rows.every((row) => row.state === state);

const makeDue = async (): Promise<void> => {
  const now = new SystemClock().now();
  await catalog.database.query('UPDATE target SET next_probe_at = $1 WHERE next_probe_at IS NOT NULL', [now]);
  await catalog.database.query('UPDATE origin SET next_request_at = $1', [now]);
};

const count = async (from: string): Promise<number> => {
  const [row] = await catalog.database.query<{ count: number }[]>(`SELECT count(*)::int FROM ${from}`);
  return row!.count;
};

const asked = (): readonly string[] => site.lines().filter((line) => line !== 'GET /robots.txt');

describe('the documents of an origin', () => {
  it('bring what they name into the catalogue, each thing by its own source', async () => {
    documents['/.well-known/x402'] = json({ resources: ['/paid/a', `${site.origin}/paid/b`] });
    documents['/openapi.json'] = json({
      openapi: '3.0.3',
      servers: [{ url: site.origin }],
      paths: {
        '/paid/c': {
          get: { 'x-payment-info': { price: { amount: '0.05', currency: 'USD', mode: 'fixed' } } },
        },
      },
    });
    documents['/llms.txt'] = { status: 200, body: 'Ask GET /paid/d for more.' };
    await reader.read(site.origin);

    expect((await until(all('LISTED'))).map(({ path, method }) => [path, method])).toEqual([
      ['/paid/a', 'GET'],
      ['/paid/b', 'GET'],
      ['/paid/c', 'GET'],
      ['/paid/d', 'GET'],
    ]);
    const sources = await catalog.database.query<{ id: string; count: number }[]>(
      'SELECT source_id AS id, count(*)::int FROM sighting GROUP BY 1 ORDER BY 1',
    );
    expect(sources.map(({ id, count }) => [id.replace(site.origin, ''), count])).toEqual([
      ['llms:', 1],
      ['openapi:', 1],
      ['well-known:', 2],
    ]);
  });

  it('are read by themselves where something is for sale', async () => {
    documents['/.well-known/x402'] = json({ resources: ['/paid/b'] });
    await catalog.sightOne(aSighting({ url: `${site.origin}/paid/a` }));

    expect(await until((rows) => rows.length === 2 && all('LISTED')(rows))).toHaveLength(2);
  });

  it('take everything of the origin out of the catalogue, and ask it for nothing, until they say so no more', async () => {
    documents['/.well-known/x402'] = json({ resources: ['/paid/a'] });
    await reader.read(site.origin);
    await until(all('LISTED'));

    documents['/.well-known/x402'] = json({ x402: 'noindex', resources: ['/paid/a', '/paid/b'] });
    await reader.read(site.origin);
    expect(await until(all('DELISTED'))).toEqual([
      { path: '/paid/a', method: 'GET', state: 'DELISTED', reason: 'opted-out' },
    ]);
    const before = asked().length;
    await makeDue();
    await until((rows) => rows.length === 1);
    await sleep(200);
    expect(asked()).toHaveLength(before);

    documents['/.well-known/x402'] = json({ resources: ['/paid/a'] });
    await reader.read(site.origin);
    await until((rows) => rows.some(({ path, state }) => path === '/paid/a' && state === 'PENDING'));
    await makeDue();
    await until(all('LISTED'));
  });

  it('are told apart from what they once named, which stays for sale', async () => {
    documents['/.well-known/x402'] = json({ resources: ['/paid/a', '/paid/b'] });
    await reader.read(site.origin);
    await until(all('LISTED'));
    const told = () => count(`probe WHERE issues LIKE '%absent-from-manifest%'`);
    expect(await told()).toBe(0);

    documents['/.well-known/x402'] = json({ resources: ['/paid/b'] });
    await reader.read(site.origin);
    await makeDue();
    while ((await told()) < 1) await sleep(20);

    expect((await listings()).map(({ path, state }) => [path, state])).toEqual([
      ['/paid/a', 'LISTED'],
      ['/paid/b', 'LISTED'],
    ]);
    expect(await told()).toBe(1);
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('allow %s, without body, where they name it', async (method) => {
    documents['/openapi.json'] = json({
      openapi: '3.0.3',
      servers: [{ url: site.origin }],
      paths: {
        [`/only/${method}`]: {
          [method.toLowerCase()]: {
            'x-payment-info': { price: { amount: '0.05', currency: 'USD', mode: 'fixed' } },
            requestBody: { content: { 'application/json': { example: { all: 'of it' } } } },
          },
        },
      },
    });
    await catalog.sightOne(aSighting({ url: `${site.origin}/only/other`, method }));
    await reader.read(site.origin);

    await until((rows) => rows.some(({ state }) => state === 'LISTED'));
    const sent = site.seen.filter((request) => request.method === method);
    expect(sent.map(({ path, body }) => [path, body])).toEqual([[`/only/${method}`, '']]);
  });

  it('give the values that an operation is called with', async () => {
    documents['/openapi.json'] = json({
      openapi: '3.0.3',
      servers: [{ url: site.origin }],
      paths: {
        '/paid/{city}': {
          get: {
            parameters: [
              { name: 'city', in: 'path', required: true, example: 'rome', schema: { type: 'string' } },
            ],
            responses: { '402': { description: 'Payment required' } },
          },
        },
      },
    });
    documents['/paid/:city'] = ABSENT;
    await reader.read(site.origin);

    await until(all('LISTED'));
    expect(asked()).toContain('GET /paid/rome');
  });
});

describe('hostile documents', () => {
  it('bring no more than an origin may have', async () => {
    documents['/.well-known/x402'] = json({
      resources: Array.from({ length: 10_000 }, (_, index) => `/none/${index}`),
    });
    await reader.read(site.origin);

    expect(await count('target')).toBe(2_000);
    expect(await count('document_operation')).toBe(2_000);
  }, 30_000);

  it('name nothing of others, and nothing of our own network', async () => {
    documents['/.well-known/x402'] = json({
      resources: [
        'https://victim.example/a',
        'https://10.0.0.1/a',
        'http://localhost:5432/',
        'https://127.0.0.1.nip.io/a',
        '/paid/a',
      ],
      peers: ['127.0.0.1', 'localhost', '10.0.0.1:80', 'https://victim.example/', 'metadata.internal'],
      openapi: 'https://victim.example/openapi.json',
    });
    await reader.read(site.origin);

    expect((await until(all('LISTED'))).map(({ path }) => path)).toEqual(['/paid/a']);
    expect(await count('origin')).toBe(1);
  });

  it.each<[string, Answer, string]>([
    [
      'more than a MiB',
      { status: 200, body: `{"resources": ["${'x'.repeat(1_100_000)}"]}` },
      'body-too-large',
    ],
    ['a page', { status: 200, body: '<html><body>Hello</body></html>' }, 'document-absent'],
    ['depth without end', { status: 200, body: '['.repeat(100_000) }, 'document-unreadable'],
    ['no text', { status: 200, body: '\u0000\u0001\uFFFF' }, 'document-unreadable'],
    [
      'a way to somebody else',
      { status: 302, headers: { location: 'https://victim.example/' } },
      'redirect-off-origin',
    ],
    [
      'a way into our network',
      { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      'private-address',
    ],
    ['a way to itself', { status: 302, headers: { location: '/.well-known/x402' } }, 'too-many-redirects'],
  ])('that are %s say nothing', async (_what, answer, reason) => {
    documents['/.well-known/x402'] = answer;
    await reader.read(site.origin);

    const rows = await catalog.database.query<{ reason: string }[]>(
      `SELECT reason FROM origin_document WHERE url LIKE '%/x402'`,
    );
    expect(rows).toEqual([{ reason }]);
    expect(await count('target')).toBe(0);
    expect(asked().filter((line) => line.includes('x402.json'))).toHaveLength(1);
  });

  it('that somebody uploaded are nobody’s word', async () => {
    documents['/uploads/mine.json'] = json({
      x402: 'noindex',
      resources: ['DELETE /only/DELETE', '/paid/a'],
    });
    documents['/.well-known/x402'] = json({ resources: ['/paid/a'] });
    await reader.read(site.origin, `${site.origin}/uploads/mine.json`);

    await until((rows) => rows.some(({ path, state }) => path === '/paid/a' && state === 'LISTED'));
    expect(site.seen.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });
});
