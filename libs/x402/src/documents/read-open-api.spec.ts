import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { type DocumentEntry } from './document.js';
import { readOpenApi } from './read-open-api.js';

const AT = new URL('https://example.com/docs/openapi.json');
const USDC = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913';
const PAYEE = '0x52908400098527886E0F7030069857D2E4169EE7';
const PAID = { responses: { 402: { description: 'pay' } } };

const anApi = (paths: object, change: object = {}) => ({ openapi: '3.1.0', paths, ...change });
const read = (paths: object, change: object = {}) => readOpenApi(anApi(paths, change), AT);
const priced = (info: object) => read({ '/a': { post: { 'x-payment-info': info } } });
const urls = (entries: readonly { readonly url: string | null }[]) => entries.map(({ url }) => url);
const first = ({ entries: [entry] }: { readonly entries: readonly DocumentEntry[] }): DocumentEntry => {
  if (entry === undefined) throw new Error('No entry.');
  return entry;
};

describe('what an operation says of its price', () => {
  const flat = {
    ...{ method: 'x402', scheme: 'exact', network: 'eip155:8453', asset: USDC, currency: 'USDC' },
    ...{ amount: '0.001', amountUnits: '1000', payTo: PAYEE, protocols: ['x402'] },
  };
  const x402scan = { protocols: [{ x402: {} }], price: { mode: 'fixed', currency: 'USD', amount: '0.05' } };

  it.each<[string, object, object]>([
    ['price and protocols (nasty case 33)', x402scan, { price: { amount: '0.05', priceKind: 'FIXED' } }],
    [
      'a range (nasty case 33)',
      { protocols: ['x402'], price: { mode: 'dynamic', currency: 'USD', min: '0.01', max: '0.50' } },
      { price: { amount: '0.5', priceKind: 'MAX' } },
    ],
    [
      'an entry laid flat (nasty case 33)',
      flat,
      { reading: { offers: [{ amountAtomic: 1_000n, asset: USDC, payTo: PAYEE, scheme: 'exact' }] } },
    ],
    [
      'the same with how it is settled (nasty case 33)',
      { ...flat, paymentHeader: 'X-PAYMENT-TX', settlement: 'onchain-tx' },
      { reading: { offers: [{ amountAtomic: 1_000n }] } },
    ],
    [
      'offers (nasty case 33)',
      { offers: [aRequirement(), { protocol: 'mpp', amount: '1', currency: 'USD' }] },
      { reading: { offers: [{ amountAtomic: 10_000n }], x402Version: 2 } },
    ],
  ])('is read: %s', (_dialect, info, item) =>
    expect(first(priced(info))).toMatchObject({ method: 'POST', isPointer: false, item }),
  );

  it('is not known where it only answers 402, by itself or by reference', () => {
    const responses = { 402: { $ref: '#/components/responses/Pay' } };

    expect(first(read({ '/a': { get: { responses } } }))).toMatchObject({
      isPointer: true,
      item: { price: null, reading: null, issues: [] },
    });
  });

  it.each<[string, object]>([
    ['no sign of one', { responses: { 200: {} } }],
    ['a price of nothing', { ...PAID, 'x-pricing-usd': 0 }],
    [
      'another protocol alone',
      { 'x-payment-info': { protocols: ['mpp'], price: { currency: 'USD', amount: '0.5' } } },
    ],
    [
      'offers of another protocol alone',
      { 'x-payment-info': { offers: [{ intent: 'charge', amount: '1' }] } },
    ],
  ])('leaves the operation named, and no more: %s', (_what, operation) => {
    const { entries, named } = read({ '/a': { delete: operation } });

    expect(entries).toEqual([]);
    expect(named).toMatchObject([{ method: 'DELETE', url: 'https://example.com/a' }]);
  });
});

describe('where an operation is', () => {
  it.each<[string, object, object, readonly string[]]>([
    ['at the document’s origin, where no server is named', {}, {}, ['https://example.com/a']],
    [
      'behind each server of the document (nasty case 33)',
      { servers: [{ url: 'https://x.example.com' }, { url: 'https://y.example.com/v1/' }] },
      {},
      ['https://x.example.com/a', 'https://y.example.com/v1/a'],
    ],
    [
      'behind those of its path, which belongs to some alone (nasty case 33)',
      { servers: [{ url: 'https://x.example.com' }, { url: 'https://y.example.com' }] },
      { servers: [{ url: 'https://y.example.com' }] },
      ['https://y.example.com/a'],
    ],
    ['behind a relative server', { servers: [{ url: '../v2' }] }, {}, ['https://example.com/v2/a']],
    [
      'behind a server with variables, of which the defaults count',
      {
        servers: [
          {
            url: 'https://{where}.example.com/{v}',
            variables: { where: { default: 'eu' }, v: { default: 3 } },
          },
          { url: 'https://{unknown}.example.com' },
        ],
      },
      {},
      ['https://eu.example.com/3/a'],
    ],
  ])('%s', (_where, document, pathItem, expected) =>
    expect(urls(read({ '/a': { ...pathItem, get: PAID } }, document).entries)).toEqual(expected),
  );

  it('is behind its own servers before all others', () => {
    const get = { ...PAID, servers: [{ url: 'https://z.example.com' }] };
    const pathItem = { servers: [{ url: 'https://y.example.com' }], get, post: PAID };

    expect(urls(read({ '/a': pathItem }).entries)).toEqual([
      'https://z.example.com/a',
      'https://y.example.com/a',
    ]);
  });

  it('may be another domain, which is not its word', () => {
    const found = read({ '/a': { get: PAID, put: {} } }, { servers: [{ url: 'https://example.org' }] });

    expect(urls(found.foreign)).toEqual(['https://example.org/a']);
    expect([found.entries, found.named]).toEqual([[], []]);
  });

  it('may have parameters anywhere in its path', () =>
    expect(urls(read({ '/at/{lat},{lon}.json': { get: PAID } }).entries)).toEqual([
      'https://example.com/at/:lat,:lon.json',
    ]));

  it.each(['a', 'https://example.com/a', `/${'a'.repeat(3_000)}`])('is nowhere by %s', (path) =>
    expect(read({ [path]: { get: PAID } })).toMatchObject({
      entries: [],
      issues: [{ code: 'document-part-unreadable' }],
    }),
  );
});

describe('how an operation is called', () => {
  const city = { name: 'city', in: 'query', required: true, schema: { type: 'string' }, example: 'Rome' };

  it('by path, query and header, each with what is shown', () => {
    const { call, url, exampleUrl } = first(
      read({
        '/users/{user-id}/{day}': {
          parameters: [
            { name: 'user-id', in: 'path', required: true, schema: { type: 'integer', example: 42 } },
            { name: 'day', in: 'path', schema: { type: 'string', enum: ['mon', 'tue'] } },
            { name: 'city', in: 'query', schema: { type: 'number' } },
          ],
          get: {
            ...PAID,
            parameters: [
              city,
              { name: 'page', in: 'query', schema: { type: 'integer', default: 1 } },
              { name: 'x-lang', in: 'header', schema: { type: 'string' }, description: 'Language' },
              { name: 'session', in: 'cookie', schema: { type: 'string' } },
            ],
          },
        },
      }),
    );

    expect({ url, exampleUrl }).toEqual({
      url: 'https://example.com/users/:user_id/:day',
      exampleUrl: 'https://example.com/users/42/mon',
    });
    expect(call.complete).toBe(true);
    expect(call.parts).toMatchObject([
      { in: 'PATH', example: { user_id: 42, day: 'mon' }, schema: { required: ['user_id', 'day'] } },
      {
        in: 'QUERY',
        example: { city: 'Rome' },
        schema: { properties: { city: { type: 'string' }, page: { default: 1 } }, required: ['city'] },
      },
      { in: 'HEADER', example: null, schema: { properties: { 'x-lang': { description: 'Language' } } } },
    ]);
  });

  it.each<[string, object, string, unknown]>([
    ['application/json', { example: { a: 1 } }, 'json', { a: 1 }],
    ['application/ld+json', { examples: { one: { value: { a: 2 } } } }, 'json', { a: 2 }],
    ['application/json', { schema: { type: 'object', example: { a: 3 } } }, 'json', { a: 3 }],
    ['multipart/form-data', { schema: { type: 'object' } }, 'form-data', null],
    ['text/plain', { example: 'hello' }, 'text', 'hello'],
  ])('by a body: %s', (type, media, bodyType, example) => {
    const { call } = first(
      read({ '/a': { post: { ...PAID, requestBody: { content: { [type]: media } } } } }),
    );

    expect(call).toMatchObject({ bodyType, parts: [{ in: 'BODY', example }], complete: true });
  });

  it('shows no example that lacks what is required', () => {
    const parameters = [city, { name: 'q', in: 'query', required: true, schema: { type: 'string' } }];

    expect(first(read({ '/a': { get: { ...PAID, parameters } } })).call.parts).toMatchObject([
      { in: 'QUERY', example: null },
    ]);
  });

  it('by what is referred to within the document, written out', () => {
    const components = {
      parameters: { City: city },
      schemas: {
        Query: {
          type: 'object',
          properties: {
            next: { $ref: '#/components/schemas/Query' },
            day: { $ref: '#/components/schemas/a~1b%20c' },
          },
        },
        'a/b c': { type: 'string' },
      },
      requestBodies: {
        Ask: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Query' } } } },
      },
    };
    const post = {
      ...PAID,
      parameters: [{ $ref: '#/components/parameters/City' }],
      requestBody: { $ref: '#/components/requestBodies/Ask' },
    };
    const { call } = first(read({ '/a': { post } }, { components }));

    expect(call.parts).toMatchObject([
      { in: 'QUERY', example: { city: 'Rome' } },
      { in: 'BODY', schema: { type: 'object', properties: { next: {}, day: { type: 'string' } } } },
    ]);
  });

  it('follows nothing out of the document, and says so', () => {
    const schema = { $ref: 'https://example.org/schema.json' };
    const requestBody = { content: { 'application/json': { schema } } };
    const { entries, issues } = read({ '/a': { post: { ...PAID, requestBody } } });

    expect(entries[0]?.call.parts).toMatchObject([{ schema: {} }]);
    expect(issues).toMatchObject([{ code: 'document-part-unreadable' }]);
  });

  it('writes out no more than is kept, however often references double', () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => {
        const next = { $ref: `#/components/schemas/s${at + 1}` };
        return [`s${at}`, { properties: { a: next, b: next, c: next, d: next, e: next, f: next } }];
      }),
    );
    const schema = { $ref: '#/components/schemas/s0' };
    const post = { ...PAID, requestBody: { content: { 'application/json': { schema } } } };
    const { entries, issues } = read({ '/a': { post } }, { components: { schemas } });

    expect(entries[0]?.call.parts).toEqual([]);
    expect(issues.map(({ code }) => code)).toEqual(['schema-large']);
  });
});

it('gives words, proofs and links', () => {
  const get = { ...PAID, summary: 'Weather', description: 'By city,\nhourly.' };
  const change = { 'x-discovery': { ownershipProofs: ['0xab'], llmsTxtUrl: 'https://example.com/llms.txt' } };
  const found = read({ '/a': { get } }, change);

  expect(first(found)).toMatchObject({ title: 'Weather', description: 'By city,\nhourly.' });
  expect(found.ownershipProofs).toEqual(['0xab']);
  expect(found.links).toEqual([{ kind: 'llms-txt', url: 'https://example.com/llms.txt' }]);
});

it.each([null, [], { swagger: '2.0', paths: {} }, { openapi: '3.0.0' }, { openapi: 3, paths: {} }])(
  'is no OpenAPI 3: %j',
  (document) => expect(readOpenApi(document, AT).dialect).toBeNull(),
);
