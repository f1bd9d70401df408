import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { type DocumentEntry } from './document.js';
import { readWellKnown } from './read-well-known.js';

const AT = new URL('https://example.com/.well-known/x402');
const read = (document: unknown, at = AT) => readWellKnown(document, at);
const places = (entries: readonly DocumentEntry[]) =>
  entries.map(({ method, url }) => `${method ?? '?'} ${url}`);
const complete = (change: object = {}) => ({
  resource: { url: 'https://example.com/weather', description: 'By city', mimeType: 'application/json' },
  type: 'http',
  method: 'GET',
  x402Version: 2,
  accepts: [aRequirement()],
  ...change,
});

describe('finds the endpoints', () => {
  it.each<[string, object, string, readonly string[]]>([
    [
      'of x402scan: texts, with a method or a path alone',
      { version: 1, resources: ['https://example.com/a', 'POST /b', 'GET https://api.example.com/c'] },
      'resources',
      ['? https://example.com/a', 'POST https://example.com/b', 'GET https://api.example.com/c'],
    ],
    [
      'of draft #2979: pointers',
      {
        x402Version: 2,
        kind: 'resource-server',
        resources: [{ url: 'https://example.com/a', method: 'POST' }],
      },
      'resources',
      ['POST https://example.com/a'],
    ],
    [
      'of a facilitator’s envelope',
      { x402Version: 2, items: [complete()] },
      'items',
      ['GET https://example.com/weather'],
    ],
    [
      'of apimesh.xyz',
      { apis: [{ name: 'a', url: 'https://a.example.com' }] },
      'apis',
      ['? https://a.example.com/'],
    ],
    [
      'of x402engine.app: paths behind a base of its own',
      {
        endpoints: [{ id: 'a', method: 'POST', path: '/run' }],
        service: { base_url: 'https://example.com/v2/' },
      },
      'endpoints',
      ['POST https://example.com/v2/run'],
    ],
    [
      'of tunnelmind.ai: several methods',
      { paid_endpoints: [{ url: 'https://example.com/echo', methods: ['GET', 'POST', 'get', 'TEAPOT'] }] },
      'paid_endpoints',
      ['GET https://example.com/echo', 'POST https://example.com/echo'],
    ],
    [
      'of services that list theirs',
      {
        services: [
          { name: 'a', endpoints: [{ path: '/a/x' }, '/a/y'] },
          { endpoint: '/b', method: 'post' },
        ],
      },
      'services',
      ['? https://example.com/a/x', '? https://example.com/a/y', 'POST https://example.com/b'],
    ],
    [
      'of an object by URL, and not what a service is made of',
      { routes: { '/a': '$0.01', 'POST /b': { price: 1 }, c: { path: '/c' }, verify: '/verify' } },
      'routes',
      ['? https://example.com/a', 'POST https://example.com/b', '? https://example.com/c'],
    ],
    [
      'of several lists, each once',
      { resources: ['https://example.com/a'], endpoints: [{ url: 'https://example.com/a#top' }, '/b'] },
      'resources, endpoints',
      ['? https://example.com/a', '? https://example.com/b'],
    ],
    ['of a list alone', ['/a', '/b'], 'resources', ['? https://example.com/a', '? https://example.com/b']],
    [
      'of a challenge in place of a list',
      { x402Version: 2, resource: { url: 'https://example.com/a' }, accepts: [aRequirement()] },
      'challenge',
      ['? https://example.com/a'],
    ],
    [
      'of a challenge of version 1 for several resources',
      {
        x402Version: 1,
        accepts: ['a', 'b', 'a'].map((name) => aRequirement({ resource: `https://example.com/${name}` })),
      },
      'challenge',
      ['? https://example.com/a', '? https://example.com/b'],
    ],
    [
      'of names beside paths',
      { resources: [{ resource: 'weather', path: '/weather' }] },
      'resources',
      ['? https://example.com/weather'],
    ],
  ])('%s', (_whose, document, dialect, expected) => {
    const found = read(document);

    expect(found.dialect).toBe(dialect);
    expect(places(found.entries)).toEqual(expected);
    expect(found.issues).toEqual([]);
  });

  it('behind parameters, in either spelling once, and the better described counts', () => {
    const extensions = {
      bazaar: { info: { input: { type: 'http', method: 'GET', queryParams: { q: 'x' } } } },
    };
    const { entries } = read({
      items: [
        complete({ resource: { url: 'https://example.com/users/{user-id}' } }),
        complete({ resource: { url: 'https://example.com/users/:user_id' } }),
        complete({ resource: { url: 'https://example.com/plain' } }),
        complete({ resource: { url: 'https://example.com/plain' }, extensions }),
      ],
    });

    expect(entries.map(({ url, call: { complete } }) => [url, complete])).toEqual([
      ['https://example.com/users/:user_id', false],
      ['https://example.com/plain', true],
    ]);
  });
});

describe('an entry', () => {
  it('is a claim where it names all that a payment needs', () => {
    const [entry] = read({ items: [complete()] }).entries;

    expect(entry).toMatchObject({
      isPointer: false,
      description: 'By city',
      item: { reading: { offers: [{ priceUsd: '0.01' }], resource: 'https://example.com/weather' } },
    });
  });

  it.each<[string, object]>([
    ['a price alone', { accepts: undefined, price: '$0.01', network: 'base' }],
    ['no payee', { accepts: [aRequirement({ payTo: undefined })] }],
    ['no asset', { accepts: [aRequirement({ asset: undefined })] }],
    ['nothing to pay', { accepts: [] }],
  ])('is a pointer where it has %s: its own words are not believed', (_what, change) => {
    const [entry] = read({ items: [complete(change)] }).entries;

    expect(entry).toMatchObject({
      url: 'https://example.com/weather',
      method: 'GET',
      isPointer: true,
      description: null,
      item: { method: 'GET', reading: null, price: null, usage: null, issues: [] },
      call: { url: 'https://example.com/weather', method: 'GET', parts: [], complete: false },
    });
  });

  it('is only named where it is said to be free', () => {
    const { entries, named } = read({ endpoints: [{ path: '/ping', method: 'PUT', price: 0 }] });

    expect(entries).toEqual([]);
    expect(named).toMatchObject([{ method: 'PUT', url: 'https://example.com/ping' }]);
  });

  it('is only named where it is paid by another protocol alone', () => {
    const { entries, named, issues } = read({ apis: [{ url: '/a', price: '$0.01', protocol: 'mpp' }] });

    expect(entries).toEqual([]);
    expect(named).toHaveLength(1);
    expect(issues).toEqual([{ code: 'other-rail', detail: 'https://example.com/a' }]);
  });

  it('of draft #2646 tells how it is called', () => {
    const city = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
    const [entry] = read({
      items: [
        complete({
          method: undefined,
          resource: { url: 'https://example.com/weather/:city' },
          input: { method: 'POST', pathParams: city, bodyType: 'json', body: { days: 3 } },
        }),
      ],
    }).entries;

    expect(entry).toMatchObject({
      url: 'https://example.com/weather/:city',
      method: 'POST',
      exampleUrl: null,
    });
    expect(entry?.call).toMatchObject({
      bodyType: 'json',
      complete: true,
      parts: [
        { in: 'PATH', schema: city, example: null },
        { in: 'BODY', schema: null, example: { days: 3 } },
      ],
    });
    expect(entry?.item.reading?.call).toEqual(entry?.call);
  });

  it('may be a tool, by its name', () => {
    const input = { toolName: 'weather', inputSchema: { type: 'object' }, transport: 'sse' };
    const [entry] = read({
      items: [complete({ type: 'mcp', resource: { url: 'https://example.com/mcp' }, input })],
    }).entries;

    expect(entry).toMatchObject({
      toolName: 'weather',
      method: null,
      call: { toolName: 'weather', transport: 'sse', complete: true },
      item: { reading: { type: 'MCP' } },
    });
  });

  it.each([
    ['no-url', { name: 'a' }],
    ['no-url', 7],
    ['not-a-url', 'see the docs'],
    ['unsupported-scheme', 'ftp://example.com/a'],
    ['url-too-long', `/${'a'.repeat(3_000)}`],
  ])('that cannot be read is left out, and said: %s', (why, raw) => {
    const { entries, issues } = read({ resources: ['/a', raw, '/b'] });

    expect(places(entries)).toEqual(['? https://example.com/a', '? https://example.com/b']);
    expect(issues).toEqual([{ code: 'document-part-unreadable', detail: `resources[1]: ${why}` }]);
  });
});

describe('tells whose word it is', () => {
  const urls = ['https://www.example.com/a', 'https://api.example.com/b', 'https://example.org/c'];

  it('apart: its own domain, and others', () => {
    const found = read({ resources: urls });

    expect(found.entries.map(({ origin }) => origin)).toEqual([
      'https://www.example.com',
      'https://api.example.com',
    ]);
    expect(found.foreign.map(({ origin }) => origin)).toEqual(['https://example.org']);
  });

  it('by what the caller knows of owners', () => {
    const found = readWellKnown({ resources: urls }, new URL('https://api.example.com/x'), (host, owner) =>
      [host, owner].every((name) => name.endsWith('example.com')),
    );

    expect(found.foreign).toHaveLength(1);
    expect(readWellKnown({ resources: urls }, new URL('https://api.example.com/x')).foreign).toHaveLength(2);
  });
});

describe('tells of the origin', () => {
  it.each([
    [{ x402: 'noindex' }, true],
    [{ x402: ' NoIndex ' }, true],
    [{ x402: 'https://example.com' }, false],
    [{ resources: ['noindex'] }, false],
  ])('whether it opts out: %j', (document, expected) => expect(read(document).isOptedOut).toBe(expected));

  it('its peers: names alone, each once, never its own', () => {
    const peers = [
      ...['a.example', 'A.Example.', 'example.com', 'https://b.example', 'b.example/x', 'b.example:1'],
      ...['u@b.example', '10.0.0.1', '[::1]', 'localhost', '2130706433', '', 7, 'bücher.example'],
    ];

    expect(read({ peers }).peers).toEqual(['a.example', 'xn--bcher-kva.example']);
    expect(read({ peers: Array.from({ length: 99 }, (_, at) => `p${at}.example`) }).peers).toHaveLength(32);
  });

  it('its kind, proofs and attestation', () =>
    expect(
      read({ kind: 'both', ownershipProofs: ['0xab', '0xab', 7], attestation: { type: 'none' } }),
    ).toMatchObject({
      dialect: 'no list',
      kind: 'both',
      ownershipProofs: ['0xab'],
      attestation: { type: 'none' },
    }));

  it.each<[unknown, object | null]>([
    [{ baseUrl: 'https://pay.example.com/v1/' }, { url: 'https://pay.example.com/v1', isOwn: true }],
    [{ baseUrl: 'https://example.org' }, null],
    [{ baseUrl: 'http://example.com' }, null],
    ['https://example.org/facilitator', { url: 'https://example.org/facilitator', isOwn: false }],
    [{ url: 'https://example.org' }, { url: 'https://example.org', isOwn: false }],
    [['https://example.org'], null],
  ])('its facilitator: %j', (facilitator, expected) =>
    expect(read({ facilitator }).facilitator).toEqual(expected),
  );

  it('which other documents it has, those of its own domain', () =>
    expect(
      read({
        openapi: 'https://api.example.com/openapi.json',
        mcp: { remote: '/mcp' },
        publisher: { llmsTxt: 'https://example.com/llms.txt' },
        links: { catalog_url: 'https://example.org/x402', x402: AT.href },
      }).links,
    ).toEqual([
      { kind: 'openapi', url: 'https://api.example.com/openapi.json' },
      { kind: 'mcp', url: 'https://example.com/mcp' },
      { kind: 'llms-txt', url: 'https://example.com/llms.txt' },
    ]));
});

it('reads an OpenAPI document where a manifest is due', () => {
  const paths = { '/a': { get: { responses: { 402: {} } } } };

  expect(read({ openapi: '3.1.0', paths })).toMatchObject({
    dialect: 'openapi',
    entries: [{ url: 'https://example.com/a' }],
  });
});

it.each([null, 'text', 7, {}, [], { error: 'Not found' }, { accepts: 'USDC' }])(
  'finds nothing in %j',
  (document) => expect(read(document)).toMatchObject({ entries: [], foreign: [], named: [], issues: [] }),
);

it('keeps as many as an origin may list, and says that there were more', () => {
  const resources = Array.from({ length: 12_000 }, (_, at) => `/${at}`);
  const { entries, issues } = read({ resources });

  expect(entries).toHaveLength(2_000);
  expect(issues).toMatchObject([{ code: 'document-cut' }]);
  expect(read({ resources: Array<number>(200).fill(7) }).issues).toHaveLength(50);
});
