import { type ReadingWanted } from '@bazaar/catalog';

import { FakeClock } from '../../../../test/builders/a-clock.js';
import { type FakeHandler, aFakeHttp } from '../../../../test/builders/a-fake-http.js';
import { OriginGate } from '../manners/origin-gate.js';
import { RobotsGate } from '../robots/robots-gate.js';
import { DocumentRound } from './document-round.js';

const ORIGIN = 'https://api.example.com';
const PLACES = ['/.well-known/x402', '/.well-known/x402.json', '/openapi.json', '/llms.txt'];

interface World {
  readonly wanted?: Partial<ReadingWanted>;
  readonly robots?: string;
  readonly isInvited?: boolean;
  /** TXT records by name; absent: nobody answers for names. */
  readonly records?: Readonly<Record<string, readonly string[]>>;
}

/** One reading of an origin whose paths the handler answers. */
async function read(
  handler: FakeHandler,
  { wanted = {}, robots, isInvited = false, records = {} }: World = {},
) {
  const { http, sent } = aFakeHttp(handler);
  const clock = new FakeClock();
  const limits = { perSecond: 1, burst: 100, concurrency: 2 };
  const gate = new OriginGate(null, limits, clock, () => Promise.resolve());
  const kept = {
    kind: robots === undefined ? 'allow-all' : 'rules',
    text: robots ?? null,
    readAt: clock.now(),
  } as const;
  const visit = {
    gate,
    robots: new RobotsGate(ORIGIN, kept, http, gate, clock),
    signal: new AbortController().signal,
  };
  const resolveTxt = (name: string) => Promise.resolve((records[name] ?? []).map((record) => [record]));
  const round = new DocumentRound(
    ORIGIN,
    { registered: [], servers: [], ...wanted },
    { http, resolveTxt, clock, visit, isInvited },
  );
  const { documents, over } = await round.run();
  const reports = documents.map(({ seen: { url, kind, ok, found, reason } }) => ({
    url,
    kind,
    ok,
    found,
    reason,
  }));
  return {
    over,
    documents,
    asked: sent
      .map(({ url }) => url.href.replace(ORIGIN, ''))
      .filter((path) => !path.endsWith('/robots.txt')),
    of: (path: string) => reports.find(({ url }) => url === new URL(path, ORIGIN).href),
    said: (path: string) => documents.find(({ seen }) => seen.url === new URL(path, ORIGIN).href)?.seen.said,
  };
}

const ABSENT = { status: 404 };
const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value) });
const manifest = (...resources: readonly unknown[]) => json({ version: 1, resources });
const at =
  (answers: Readonly<Record<string, ReturnType<FakeHandler>>>): FakeHandler =>
  ({ url }) =>
    answers[url.href.replace(ORIGIN, '')] ?? ABSENT;

describe('one reading of the documents of an origin', () => {
  it('asks in their places, and takes what is not there for no error', async () => {
    const { asked, of, over } = await read(at({}));

    expect(asked).toEqual(PLACES);
    expect(over).toBeNull();
    for (const path of PLACES)
      expect(of(path)).toMatchObject({ ok: true, found: 0, reason: 'document-absent' });
  });

  it.each([
    ['two endpoints', manifest('/a', 'POST /b'), { ok: true, found: 2, reason: null }],
    [
      'endpoints of others alone',
      manifest('https://elsewhere.example/a'),
      { found: 0, reason: 'document-foreign' },
    ],
    [
      'something else of its own',
      json({ hello: 'world' }),
      { ok: false, found: 0, reason: 'document-unreadable' },
    ],
    ['no JSON', { status: 200, body: 'hello' }, { ok: false, reason: 'document-unreadable' }],
    [
      'a page, as every path of its site',
      { status: 200, body: '<!doctype html>…' },
      { ok: true, reason: 'document-absent' },
    ],
    ['a server error', { status: 500 }, { ok: false, reason: 'http-5xx' }],
    ['a closed door', { status: 403 }, { ok: false, reason: 'auth-required' }],
    ['more than is read', 'body-too-large' as const, { ok: false, reason: 'body-too-large' }],
    ['a private address', 'private-address' as const, { ok: false, reason: 'private-address' }],
  ])('reports a manifest that is %s', async (_what, answer, report) => {
    const { of } = await read(at({ '/.well-known/x402': answer }));

    expect(of('/.well-known/x402')).toMatchObject(report);
  });

  it.each([
    ['within its owner’s domain', 'https://www.example.com/x402.json', { ok: true, found: 1, reason: null }],
    ['to somebody else', 'https://example.org/x402.json', { ok: false, reason: 'redirect-off-origin' }],
    [
      'to a neighbour on a shared host',
      'https://b.vercel.app/',
      { ok: false, reason: 'redirect-off-origin' },
    ],
    ['nowhere', 'https://', { ok: false, reason: 'bad-response' }],
  ])('follows where a document leads %s', async (_what, location, report) => {
    const { of } = await read(
      at({
        '/.well-known/x402': { status: 302, headers: { location } },
        'https://www.example.com/x402.json': manifest('/a'),
      }),
    );

    expect(of('/.well-known/x402')).toMatchObject(report);
  });

  it('follows no further than three times', async () => {
    const { asked, of } = await read(({ url }) =>
      url.pathname.startsWith('/.well-known/x402')
        ? { status: 302, headers: { location: `${url.pathname.replace(/\.json$/, '')}/on` } }
        : ABSENT,
    );

    expect(asked.filter((path) => !path.includes('json') && path !== '/llms.txt')).toHaveLength(7);
    expect(of('/.well-known/x402')).toMatchObject({ reason: 'too-many-redirects' });
  });

  it('obeys robots.txt, unless it is invited', async () => {
    const robots = 'User-agent: *\nDisallow: /.well-known/';
    const world = at({ '/.well-known/x402': manifest('/a') });

    const kept = await read(world, { robots });
    const invited = await read(world, { robots, isInvited: true });

    expect(kept.asked).toEqual(['/openapi.json', '/llms.txt']);
    expect(kept.of('/.well-known/x402')).toMatchObject({ ok: false, reason: 'blocked-by-robots' });
    expect(invited.of('/.well-known/x402')).toMatchObject({ ok: true, found: 1 });
  });

  it('asks no more where the origin wants patience', async () => {
    const { asked, over } = await read(
      at({ '/.well-known/x402.json': { status: 429, headers: { 'retry-after': '120' } } }),
    );

    expect(asked).toEqual(PLACES.slice(0, 2));
    expect(over).toEqual({ kind: 'wait', until: new Date('2026-11-20T12:02:00.000Z') });
  });

  it.each([
    ['does not answer', 'unreachable-timeout' as const, { kind: 'silent', reason: 'unreachable-timeout' }],
    ['is none we may ask', 'probes-off' as const, { kind: 'probes-off' }],
  ])('asks no more where the origin %s', async (_what, answer, ended) => {
    const { asked, over } = await read(() => answer);

    expect(asked).toEqual(PLACES.slice(0, 1));
    expect(over).toEqual(ended);
  });

  it('follows one link of a document, and those of no link', async () => {
    const { asked } = await read(
      at({
        '/.well-known/x402': json({
          resources: ['/a'],
          openapi: '/one.json',
          links: { swagger: '/two.json', llms: 'https://elsewhere.example/llms.txt' },
        }),
        '/one.json': json({ openapi: '3.1.0', paths: {}, links: { manifest: '/three.json' } }),
      }),
    );

    expect(asked).toEqual([...PLACES, '/one.json']);
  });

  it('reads what a DNS record points to, and nothing where there are two', async () => {
    const record = 'v=x402-1; wk=https://api.example.com/x402.json';
    const world = at({ '/x402.json': manifest('/a') });
    const name = '_x402.api.example.com';

    const one = await read(world, { records: { [name]: [record, 'v=spf1 -all'] } });
    const two = await read(world, { records: { [name]: [record, record] } });

    expect(one.documents.find(({ seen }) => seen.via === 'record')?.seen).toMatchObject({
      found: 1,
      ok: true,
    });
    expect(one.of(`dns:${name}?type=TXT`)).toMatchObject({ kind: 'dns', ok: true, found: 1, reason: null });
    expect(two.asked).toEqual(PLACES);
    expect(two.of(`dns:${name}?type=TXT`)).toMatchObject({
      ok: false,
      found: 0,
      reason: 'dns-records-several',
    });
  });

  it('takes what somebody registered for a document, and for nobody’s word', async () => {
    const document = json({ x402: 'noindex', resources: [{ path: '/a', method: 'DELETE' }] });
    const { of, said } = await read(at({ '/uploads/mine.json': document }), {
      wanted: { registered: [`${ORIGIN}/uploads/mine.json`] },
    });

    expect(of('/uploads/mine.json')).toMatchObject({ ok: true, found: 1 });
    expect(said('/uploads/mine.json')).toEqual({ isOptedOut: false, ownershipProofs: [], operations: [] });
  });

  it('keeps what a manifest says of operations, and that it wants to be left out', async () => {
    const { said } = await read(
      at({
        '/.well-known/x402': json({ x402: 'noindex', resources: ['PUT /a', 'https://www.example.com/b'] }),
      }),
    );

    expect(said('/.well-known/x402')).toMatchObject({
      isOptedOut: true,
      operations: [
        { atOrigin: ORIGIN, resource: `${ORIGIN}/a`, method: 'PUT', isEntry: true },
        { atOrigin: 'https://www.example.com', resource: 'https://www.example.com/b', method: null },
      ],
    });
  });

  it('reads 10,000 entries as far as an origin may have listings, and says so', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `/a/${index}`);
    const { of, said } = await read(at({ '/.well-known/x402': manifest(...many) }));

    expect(of('/.well-known/x402')).toMatchObject({ ok: true, found: 2_000, reason: 'document-cut' });
    expect(said('/.well-known/x402')?.operations).toHaveLength(2_000);
  });
});
