import { readFacilitatorPage } from './read-facilitator-page.js';
import { readSupported } from './read-supported.js';

const rows = [{ resource: 'https://a.example/x' }, 'https://b.example/y', null];
const page = (document: unknown) => {
  const read = readFacilitatorPage(document);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const supported = (document: unknown) => {
  const read = readSupported(document);
  if (!read.ok) throw new Error(read.error);
  return read.value;
};

describe('a page of a facilitator', () => {
  it.each<[string, unknown]>([
    ['a list', { x402Version: 2, items: rows }],
    ['a search', { x402Version: 2, resources: rows }],
    ['an envelope of its own', { code: 0, data: { x402Version: 2, items: rows } }],
  ])('gives its rows as they are: %s', (_what, document) =>
    expect(page(document)).toEqual({ x402Version: 2, items: rows, pagination: null, issues: [] }),
  );

  it.each<[unknown, object | null]>([
    [
      { limit: 20, offset: 40, total: '61' },
      { limit: 20, offset: 40, total: 61, cursor: null },
    ],
    [
      { limit: 20, cursor: 'abc' },
      { limit: 20, offset: null, total: null, cursor: 'abc' },
    ],
    [{ nextCursor: 'abc' }, { limit: null, offset: null, total: null, cursor: 'abc' }],
    [{ limit: -1, offset: 0.5, total: 1e300, cursor: '' }, null],
    [{ cursor: 'x'.repeat(3_000) }, null],
    [null, null],
  ])('says of paging what can be counted: %j', (pagination, expected) =>
    expect(page({ items: [], pagination }).pagination).toEqual(expected),
  );

  it('is cut where it is longer than any that is meant, and says so', () => {
    const { items, issues } = page({ items: Array<string>(6_000).fill('https://a.example') });

    expect(items).toHaveLength(5_000);
    expect(issues).toEqual([{ code: 'document-cut', detail: '6000 rows' }]);
  });

  it.each([null, [], 'text', {}, { items: {} }, { data: [] }])('is none: %j', (document) =>
    expect(readFacilitatorPage(document)).toEqual({ ok: false, error: 'not-a-page' }),
  );
});

describe('what a facilitator supports', () => {
  it('is told of either version, each network by its id', () =>
    expect(
      supported({
        kinds: [
          { x402Version: 1, scheme: 'exact', network: 'base' },
          { x402Version: 2, scheme: 'exact', network: 'eip155:8453', extra: { feePayer: '0x1' } },
          { x402Version: 2, scheme: 'stream', network: 'unheard:of' },
        ],
        extensions: ['bazaar', 'unheard-of'],
        signers: { 'eip155:*': ['0x1', '0x1', 7], 'solana:*': 'none' },
      }),
    ).toEqual({
      kinds: [
        { x402Version: 1, scheme: 'exact', network: 'eip155:8453', networkRaw: 'base', extra: null },
        {
          ...{ x402Version: 2, scheme: 'exact', network: 'eip155:8453', networkRaw: 'eip155:8453' },
          extra: { feePayer: '0x1' },
        },
        { x402Version: 2, scheme: 'stream', network: 'unheard:of', networkRaw: 'unheard:of', extra: null },
      ],
      extensions: ['bazaar', 'unheard-of'],
      signers: [{ pattern: 'eip155:*', addresses: ['0x1'] }],
      issues: [],
    }));

  it('is what version 1 answers: kinds alone, each once', () => {
    const kind = { x402Version: 1, scheme: 'exact', network: 'base' };

    expect(supported({ kinds: [kind, kind] })).toMatchObject({
      kinds: [{ networkRaw: 'base' }],
      extensions: [],
      signers: [],
    });
  });

  it('leaves out the kind that cannot be read, and says which', () =>
    expect(supported({ kinds: [{ scheme: 'exact', network: 'base' }, { scheme: 'exact' }] })).toMatchObject({
      kinds: [{ x402Version: null }],
      issues: [{ code: 'document-part-unreadable', detail: 'kinds[1]' }],
    }));

  it('keeps no more than is meant, and says so', () => {
    const kinds = Array.from({ length: 1_500 }, (_, at) => ({ scheme: 'exact', network: `eip155:${at}` }));

    expect(supported({ kinds }).kinds).toHaveLength(1_000);
    expect(supported({ kinds }).issues).toEqual([{ code: 'document-cut', detail: '1500 kinds' }]);
  });

  it.each([null, {}, { kinds: {} }, []])('is unknown: %j', (document) =>
    expect(readSupported(document)).toEqual({ ok: false, error: 'not-supported-kinds' }),
  );
});
