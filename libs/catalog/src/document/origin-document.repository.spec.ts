import { type TestCatalog, aCatalog } from '../../../../test/builders/a-catalog.js';
import { aCall } from '../../../../test/builders/a-due-target.js';
import { aSighting } from '../../../../test/builders/a-sighting.js';
import { anObservation } from '../../../../test/builders/an-observation.js';
import { type DocumentSeen, type OperationSaid, SAID_NOTHING } from './document-seen.js';
import { DocumentRequestRepository } from './document-request.repository.js';
import { OriginDocumentRepository, type ReadingEnded } from './origin-document.repository.js';
import { SaidOfUrlRepository } from './said-of-url.repository.js';

const ORIGIN = 'https://api.example.com';
const MANIFEST = `${ORIGIN}/.well-known/x402`;
const DAY_MS = 24 * 3_600_000;

let catalog: TestCatalog;
let documents: OriginDocumentRepository;
let token: string;
beforeEach(async () => {
  catalog = await aCatalog();
  documents = new OriginDocumentRepository(catalog.database);
  const { targetId } = await catalog.sightOne(aSighting({ url: `${ORIGIN}/a` }));
  token = (await catalog.lease(targetId)).leaseToken;
});
afterEach(() => catalog.close());

const operation = (path: string, change: Partial<OperationSaid> = {}): OperationSaid => {
  const resource = (change.atOrigin ?? ORIGIN) + path;
  const { method = 'GET', toolName = null } = change;
  return {
    ...{ atOrigin: ORIGIN, resource, isTemplate: path.includes(':'), isEntry: true },
    ...{ method, toolName, call: JSON.stringify(aCall({ url: resource, method, toolName })) },
    ...change,
  };
};
const manifest = (
  said: Partial<NonNullable<DocumentSeen['said']>> | null,
  change: Partial<DocumentSeen> = {},
): DocumentSeen => ({
  ...{ url: MANIFEST, kind: 'well-known', via: 'place', ok: said !== null, reason: null },
  found: said?.operations?.length ?? 0,
  said: said === null ? null : { ...SAID_NOTHING, ...said },
  ...change,
});
const naming = (...operations: readonly OperationSaid[]): DocumentSeen => manifest({ operations });

async function keep(seen: readonly DocumentSeen[], change: Partial<ReadingEnded> = {}): Promise<void> {
  const at = catalog.clock.advance(1_000);
  const dueAt = new Date(at.getTime() + DAY_MS);
  await documents.keep(
    { origin: ORIGIN, token },
    { at, dueAt, documents: seen, answered: [], isWhole: true, ...change },
  );
}

async function about(path: string) {
  const [said] = await new SaidOfUrlRepository(catalog.database).about([new URL(path, ORIGIN)]);
  const { operations, ...rest } = said!;
  return { ...rest, methods: operations.map(({ method }) => method).sort() };
}

const count = async (from: string): Promise<number> => {
  const [row] = await catalog.database.query<{ count: number }[]>(`SELECT count(*)::int FROM ${from}`);
  return row!.count;
};

const NOTHING = { isOptedOut: false, isNamedNoMore: false, methods: [] };

describe('what documents say of a URL', () => {
  it('is nothing where none was read', async () => {
    expect(await about('/a')).toEqual(NOTHING);
  });

  it('is every operation at it, by whatever spelling, and none of its neighbours', async () => {
    await keep([
      naming(operation('/a'), operation('/a', { method: 'DELETE' }), operation('/a/b', { method: 'PUT' })),
    ]);

    expect(await about('/a?city=Rome#top')).toEqual({ ...NOTHING, methods: ['DELETE', 'GET'] });
    expect(await about('http://api.example.com/a')).toEqual({ ...NOTHING, methods: ['DELETE', 'GET'] });
    expect(await about('/A')).toEqual(NOTHING);
    expect(await about('https://www.example.com/a')).toEqual(NOTHING);
  });

  it.each([
    ['/users/:id', '/users/7', true],
    ['/users/:id', '/users/:id', true],
    ['/users/:id', '/users/7/keys', false],
    ['/users/:id', '/users', false],
    ['/users/:id.json', '/users/7.json', true],
    ['/100%25_:id', '/100%25_7', true],
    ['/100%25_:id', '/100%257', false],
    ['/a_b/:id', '/acb/7', false],
  ])('of %s counts for %s: %s', async (template, path, counts) => {
    await keep([naming(operation(template))]);

    expect((await about(path)).methods).toEqual(counts ? ['GET'] : []);
  });

  it('of another host of its owner is that it was named once', async () => {
    const there = 'https://pay.example.com/b';
    await keep([naming(operation('/b', { atOrigin: 'https://pay.example.com' }))]);
    expect(await about(there)).toEqual(NOTHING);

    await keep([naming()]);
    expect(await about(there)).toEqual({ ...NOTHING, isNamedNoMore: true });
  });

  // A POST may carry a registrant's example, and a tool may be called, where the operation is named.
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', null])(
    'is for the origin alone to say where it is a %s',
    async (method) => {
      const other = operation('/b', { atOrigin: 'https://pay.example.com', method });
      await keep([naming(operation('/b', { method }), other)]);

      expect((await about('/b')).methods).toEqual([method]);
      expect((await about('https://pay.example.com/b')).methods).toEqual([]);
    },
  );

  it('stands for as long as the document cannot be read', async () => {
    await keep([manifest({ isOptedOut: true, operations: [operation('/a')] })]);
    await keep([manifest(null, { reason: 'http-5xx' })]);

    expect(await about('/a')).toEqual({ isOptedOut: true, isNamedNoMore: false, methods: ['GET'] });
    expect(await documents.reports(ORIGIN)).toMatchObject([{ ok: false, reason: 'http-5xx', found: 0 }]);
  });

  it('tells of what was named once and is no more, until it is named again', async () => {
    const [a, b, free] = [operation('/a'), operation('/b'), operation('/free', { isEntry: false })];
    await keep([naming(a, b, free)]);
    await keep([naming(b)]);

    expect(await about('/a')).toEqual({ ...NOTHING, isNamedNoMore: true });
    expect(await about('/free')).toEqual(NOTHING);
    await keep([naming(a, b)]);
    expect(await about('/a')).toEqual({ ...NOTHING, methods: ['GET'] });
  });

  it('tells nothing of it where another document names it, or the one that did is gone', async () => {
    const openApi = { url: `${ORIGIN}/openapi.json`, kind: 'openapi' } as const;
    await keep([naming(operation('/a')), manifest({ operations: [operation('/a')] }, openApi)]);
    await keep([naming(operation('/b')), manifest({ operations: [operation('/a')] }, openApi)]);
    expect(await about('/a')).toEqual({ ...NOTHING, methods: ['GET'] });

    await keep([manifest({}), manifest({}, openApi)]);
    expect(await about('/a')).toEqual({ ...NOTHING, isNamedNoMore: true });
    const gone = { reason: 'document-absent' } as const;
    await keep([manifest({}, gone), manifest({}, { ...openApi, ...gone })]);
    expect(await about('/a')).toEqual(NOTHING);
  });
});

describe('a reading', () => {
  it('is kept by whoever holds the origin, and nobody else', async () => {
    const at = catalog.clock.now();
    const lost = { origin: ORIGIN, token: String(Number(token) - 1) };
    await documents.keep(lost, {
      at,
      dueAt: at,
      documents: [naming(operation('/a'))],
      answered: [],
      isWhole: true,
    });

    expect(await documents.reports(ORIGIN)).toEqual([]);
  });

  it('forgets what is no document any more, but only where all was asked for', async () => {
    const linked = manifest({ operations: [operation('/b')] }, { url: `${ORIGIN}/linked.json`, via: 'link' });
    await keep([naming(operation('/a')), linked]);
    await keep([naming(operation('/a'))], { isWhole: false });
    expect(await documents.reports(ORIGIN)).toHaveLength(2);

    await keep([naming(operation('/a'))]);
    expect(await documents.reports(ORIGIN)).toHaveLength(1);
    expect(await about('/b')).toEqual(NOTHING);
  });

  it('remembers no more than so many entries that are gone', async () => {
    const many = Array.from({ length: 1_500 }, (_, index) => operation(`/many/${index}`));
    await keep([naming(...many)]);
    await keep([naming(operation('/a'))]);

    expect(await count('document_operation')).toBe(1_001);
  });

  it('looks again at everything there when its origin opts out, and when it does so no more', async () => {
    const { targetId } = await catalog.sightOne(aSighting({ url: `${ORIGIN}/a` }));
    const at = catalog.clock.advance(1_000);
    const seen = anObservation({ targetId, origin: ORIGIN, leaseToken: token }, { at, url: `${ORIGIN}/a` });
    await catalog.ingest.observe([seen]);
    const isDue = () => count(`target WHERE next_probe_at <= '${catalog.clock.now().toISOString()}'`);

    expect(await isDue()).toBe(0);
    await keep([manifest({ isOptedOut: true })]);
    expect(await isDue()).toBe(1);
  });

  it('is due again where something is listed, else as soon as somebody asks', async () => {
    const dueAt = async () => {
      const [row] = await catalog.database.query<{ at: Date | null }[]>(
        'SELECT documents_due_at AS at FROM origin WHERE origin = $1',
        [ORIGIN],
      );
      return row!.at;
    };
    const requests = new DocumentRequestRepository(catalog.database);
    const leave = (url: string) =>
      requests.leave({ origin: ORIGIN, domain: 'example.com', url }, catalog.clock.now());

    await leave(ORIGIN);
    await leave(MANIFEST);
    await keep([manifest({})], { answered: [ORIGIN] });
    expect(await dueAt()).toEqual(catalog.clock.now());

    await keep([manifest({})], { answered: [MANIFEST] });
    expect(await dueAt()).toBeNull();
    await catalog.database.query(`UPDATE listing SET state = 'LISTED'`);
    await keep([manifest({})]);
    expect(await dueAt()).toEqual(new Date(catalog.clock.now().getTime() + DAY_MS));
  });

  it('is asked for a day at most, whoever forbids it', async () => {
    const requests = new DocumentRequestRepository(catalog.database);
    await requests.leave({ origin: ORIGIN, domain: 'example.com', url: ORIGIN }, catalog.clock.now());

    await requests.prune(catalog.clock.now());
    expect(await count('document_request')).toBe(1);
    await requests.prune(catalog.clock.advance(1));
    expect(await count('document_request')).toBe(0);
  });

  it('begins with what is known of the origin', async () => {
    await catalog.sightOne(aSighting({ url: `${ORIGIN}/mcp`, toolName: 'search', type: 'MCP' }));
    await keep([manifest({}, { url: `${ORIGIN}/mine.json`, via: 'registrant', found: 1 })]);
    await new DocumentRequestRepository(catalog.database).leave(
      { origin: ORIGIN, domain: 'example.com', url: `${ORIGIN}/other.json` },
      catalog.clock.now(),
    );

    expect(await documents.wanted({ origin: ORIGIN })).toEqual({
      isFirst: false,
      requests: [`${ORIGIN}/other.json`],
      registered: expect.arrayContaining([`${ORIGIN}/mine.json`, `${ORIGIN}/other.json`]) as string[],
      servers: [`${ORIGIN}/mcp`],
      isSelling: false,
    });
  });

  it('makes peers known, none of an owner that is known already', async () => {
    await documents.suggest(
      [
        { origin: 'https://peer.example.org', domain: 'example.org' },
        { origin: 'https://other.example.com', domain: 'example.com' },
      ],
      catalog.clock.now(),
    );

    expect(
      await count(`origin WHERE documents_due_at IS NOT NULL AND origin = 'https://peer.example.org'`),
    ).toBe(1);
    expect(await count('origin')).toBe(2);
  });
});
