import { setTimeout as sleep } from 'node:timers/promises';

import { DocumentRequestRepository, OriginDocumentRepository, type Sighted } from '@bazaar/catalog';
import { type Logger } from '@bazaar/platform';

import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { type FakeHandler, aFakeHttp } from '../../../../test/builders/a-fake-http.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { LeaseRepository } from '../schedule/lease.repository.js';
import { DocumentReader, type DocumentReaderParts } from './document-reader.js';

const ORIGIN = 'https://shop.example.com';
const LEASE_MS = 60_000;

let catalog: TestCatalog;
beforeEach(async () => {
  catalog = await aCatalog();
});
afterEach(() => catalog.close());

const manifest = (document: object) => ({ status: 200, body: JSON.stringify(document) });
const only =
  (answer: ReturnType<FakeHandler>): FakeHandler =>
  ({ url }) =>
    url.pathname === '/.well-known/x402' ? answer : { status: 404 };

const count = async (from: string): Promise<number> => {
  const [row] = await catalog.database.query<{ count: number }[]>(`SELECT count(*)::int FROM ${from}`);
  return row!.count;
};

const ask = (url = ORIGIN) =>
  new DocumentRequestRepository(catalog.database).leave(
    { origin: ORIGIN, domain: 'example.com', url },
    catalog.clock.now(),
  );

/** Lets a reader do what there is to do, and gives what was asked for. */
async function work(handler: FakeHandler, parts: Partial<DocumentReaderParts> = {}) {
  const { http, lines } = aFakeHttp(handler);
  const stopping = new AbortController();
  const logged: string[] = [];
  const log = ({ event }: { event: string }): void => void logged.push(event);
  const reader = new DocumentReader({
    leases: new LeaseRepository(catalog.database, catalog.clock, { leaseMs: LEASE_MS, perDomain: 16 }),
    documents: new OriginDocumentRepository(catalog.database),
    ...{ ingest: catalog.ingest, http, clock: catalog.clock, leaseMs: LEASE_MS },
    resolveTxt: () => Promise.resolve([]),
    logger: { info: log, warn: log, error: log } as unknown as Logger,
    pause: (ms, signal) =>
      ms < LEASE_MS / 3
        ? Promise.resolve()
        : new Promise((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true })),
    manners: { perSecond: 1_000, burst: 1_000, concurrency: 2 },
    // Nothing more is due: what was begun is waited for.
    rest: async () => {
      while ((await count('origin WHERE leased_until IS NOT NULL')) > 0) await sleep(5);
      stopping.abort();
    },
    ...parts,
  });
  await reader.run(stopping.signal);
  return { lines: lines(), logged };
}

interface OriginRow {
  readonly documents_due_at: Date | null;
  readonly documents_read_at: Date | null;
  readonly leased_until: Date | null;
}

async function origin(name = ORIGIN): Promise<OriginRow | undefined> {
  const [row] = await catalog.database.query<OriginRow[]>('SELECT * FROM origin WHERE origin = $1', [name]);
  return row;
}

async function sell(): Promise<void> {
  await catalog.sightOne(aSighting({ url: `${ORIGIN}/a` }));
  await catalog.database.query(`UPDATE listing SET state = 'LISTED'`);
}

const urls = async (): Promise<string[]> => {
  const rows = await catalog.database.query<{ url: string }[]>('SELECT url FROM target ORDER BY url');
  return rows.map(({ url }) => url);
};

describe('the reader of documents', () => {
  it('reads once what somebody asked for, and comes back to it only if something is sold there', async () => {
    await ask();
    const { logged } = await work(only(manifest({ resources: ['/a'] })));

    expect(logged).toEqual(['documents-read']);
    expect(await urls()).toEqual([`${ORIGIN}/a`]);
    expect(await origin()).toMatchObject({ documents_read_at: catalog.clock.now(), documents_due_at: null });
    expect(await count('document_request')).toBe(0);
    expect((await work(only({ status: 404 }))).lines).toEqual([]);
  });

  it('comes back a day later where something is sold, sooner where nobody answers', async () => {
    const inHours = (hours: number): Date => new Date(catalog.clock.now().getTime() + hours * 3_600_000);
    await sell();
    await ask();
    await work(only({ status: 404 }));
    expect((await origin())?.documents_due_at).toEqual(inHours(24));

    await ask();
    await work(() => 'unreachable-timeout');
    expect((await origin())?.documents_due_at).toEqual(inHours(6));
  });

  it('stays away for as long as the origin says, and tells whoever waits what there is', async () => {
    await sell();
    await ask();
    await work(only({ status: 429, headers: { 'retry-after': '600' } }));
    const until = new Date(catalog.clock.now().getTime() + 600_000);

    expect(await origin()).toMatchObject({ documents_due_at: until, wait_until: until, leased_until: null });
    expect(await count('document_request')).toBe(0);
    await ask();
    expect((await work(only({ status: 404 }))).lines).toEqual([]);
  });

  it('reads others however many names of one owner are slow', async () => {
    const slow = Array.from({ length: 20 }, (_, index) => ({
      host: `s${index}.slow.example`,
      domain: 'slow.example',
    }));
    for (const { host, domain } of [...slow, { host: 'quick.example', domain: 'quick.example' }]) {
      const place = { origin: `https://${host}`, domain, url: `https://${host}` };
      await new DocumentRequestRepository(catalog.database).leave(place, catalog.clock.advance(1));
    }
    const names: string[] = [];

    await work(() => ({ status: 404 }), {
      resolveTxt: async (name) => {
        names.push(name);
        const deadline = Date.now() + 2_000;
        while (Date.now() < deadline && !names.includes('_x402.quick.example')) await sleep(5);
        return [];
      },
    });

    expect(names).toContain('_x402.quick.example');
    expect(names.indexOf('_x402.quick.example')).toBeLessThanOrEqual(4);
  });

  it('keeps for later what it may not ask, and whoever waits still does', async () => {
    await ask();
    await work(() => 'probes-off');

    expect(await origin()).toMatchObject({ documents_read_at: null, leased_until: null });
    expect((await origin())?.documents_due_at).not.toBeNull();
    expect(await count('document_request')).toBe(1);
  });

  it('makes nothing known of an origin that wants to be left out', async () => {
    await ask();
    await work(only(manifest({ x402: 'noindex', resources: ['/a'] })));

    expect(await urls()).toEqual([]);
    expect(await count('origin_document WHERE opted_out')).toBe(1);
  });

  it('has so many of what it finds looked at first, where somebody waits', async () => {
    await ask();
    await work(only(manifest({ resources: Array.from({ length: 40 }, (_, index) => `/${index}`) })));

    expect(await count('target')).toBe(40);
    expect(await count('target WHERE requested_at IS NOT NULL')).toBe(32);
  });

  it('claims what a whole entry says, and nothing of a pointer', async () => {
    const sightings: Sighted[] = [];
    const accepts = [
      { scheme: 'exact', network: 'eip155:8453', asset: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913' },
    ];
    await ask();
    await work(
      only(manifest({ resources: [{ url: '/pointer', description: 'The best', price: '$9', accepts }] })),
      {
        ingest: {
          sight: (batch) => {
            sightings.push(...batch);
            return catalog.ingest.sight(batch);
          },
        },
      },
    );

    expect(sightings).toMatchObject([
      { url: `${ORIGIN}/pointer`, claim: null, source: { id: `well-known:${ORIGIN}`, kind: 'well-known' } },
    ]);
  });

  it('looks at one peer of each owner, and only where something is sold', async () => {
    const peers = [
      'a.example.org',
      'b.example.org',
      'shop.example.com',
      'example.net',
      'one.vercel.app',
      'two.vercel.app',
    ];
    const handler = only(manifest({ kind: 'resource-server', peers }));
    await ask();
    await work(handler);
    expect(await count('origin')).toBe(1);

    await sell();
    await ask();
    await work(handler);

    const rows = await catalog.database.query<{ origin: string }[]>(
      'SELECT origin FROM origin WHERE origin <> $1 ORDER BY 1',
      [ORIGIN],
    );
    expect(rows.map((row) => row.origin)).toEqual([
      'https://b.example.org',
      'https://example.net',
      'https://one.vercel.app',
      'https://two.vercel.app',
    ]);
  });

  it('brings no more peers to our notice than a few', async () => {
    const peers = Array.from({ length: 32 }, (_, index) => `p${index}.example${index}.org`);
    await sell();
    await ask();
    await work(({ url }) =>
      url.origin === ORIGIN ? only(manifest({ peers }))({ url } as never) : { status: 404 },
    );

    expect(await count('origin')).toBe(9);
  });

  it('gives back what broke, for another time', async () => {
    await ask();
    const { logged } = await work(only(manifest({ resources: ['/a'] })), {
      ingest: { sight: () => Promise.reject(new Error('no database')) },
    });

    expect(logged).toEqual(['reading-broken']);
    expect(await origin()).toMatchObject({ leased_until: null, documents_read_at: null });
    expect(await count('document_request')).toBe(1);
  });

  it('reads an origin once, however many readers there are', async () => {
    await ask();
    const handler = only(manifest({ resources: ['/a'] }));

    const asked = (await Promise.all([work(handler), work(handler), work(handler)])).flatMap(
      ({ lines }) => lines,
    );

    expect(asked).toHaveLength(4);
  });
});
