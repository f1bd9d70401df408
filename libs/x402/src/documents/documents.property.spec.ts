import fc from 'fast-check';
import { hostileJson } from '../../../../test/builders/arbitrary-wire.js';
import { aRequirement } from '../../../../test/builders/a-requirement.js';
import { publishedDocuments } from '../../../../test/builders/published-documents.js';
import { mutateJson } from '../../../../test/mutate/mutate-json.js';
import { mutateText } from '../../../../test/mutate/mutate-text.js';
import { Random } from '../../../../test/mutate/random.js';
import {
  canonicalUrl,
  readDnsRecords,
  readFacilitatorPage,
  readLlmsTxt,
  readOpenApi,
  readSupported,
  readToolsList,
  readWellKnown,
  type DocumentReading,
} from '../index.js';
import { DOCUMENT_MAX } from './bounds.js';
import { isHostBelow } from './in-domain.js';

const AT = new URL('https://example.com/.well-known/x402');
const CHANGES_MAX = 6;
const RUNS = { numRuns: 200 };

/** What nobody published whole, in the words of the drafts. */
const drafted: readonly unknown[] = [
  {
    ...{ x402Version: 2, kind: 'both', peers: ['a.example', 'b.example'], attestation: { type: 'none' } },
    facilitator: { baseUrl: 'https://pay.example.com', endpoints: { supported: '/supported' } },
    resources: [{ url: 'https://example.com/demo', method: 'POST' }, 'GET /x/{id}'],
  },
  {
    items: [
      {
        resource: { url: 'https://example.com/weather/:city' },
        accepts: [aRequirement()],
        input: { method: 'POST', pathParams: { type: 'object' }, body: { a: 1 }, bodyType: 'json' },
      },
    ],
  },
  { routes: { '/a': '$0.01', 'POST /b': { price: 0 } }, baseUrl: 'https://example.com/v1' },
];
const tools: readonly unknown[] = [
  { tools: [{ name: 'a', inputSchema: { type: 'object' }, _meta: { x402: { price: '$0.01' } } }] },
  [{ name: 'b', annotations: { bazaar: { info: { input: { toolName: 'b', example: { c: 1 } } } } } }],
];
const served: readonly unknown[] = [
  {
    x402Version: 2,
    items: [{ resource: 'https://a.example/x' }],
    pagination: { limit: 20, offset: 0, total: 1 },
  },
  {
    kinds: [{ x402Version: 2, scheme: 'exact', network: 'base', extra: {} }],
    signers: { 'eip155:*': ['0x1'] },
  },
];
const manifests = [...publishedDocuments().map(({ document }) => document), ...drafted];

/** A document damaged in a few places; the same seed damages it in the same way. */
function damaged(corpus: readonly unknown[], seed: number): unknown {
  const random = new Random(seed, 0);
  let document = structuredClone(random.pick(corpus));
  try {
    for (let times = random.below(CHANGES_MAX) + 1; times > 0; times--)
      document = mutateJson(document, random.pick(corpus), random);
  } catch (error) {
    // Nested deeper than can be copied, and so deep enough.
    if ((error as Error).name !== 'RangeError') throw error;
  }
  return document;
}

const documents = (corpus: readonly unknown[]) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer().map((seed) => damaged(corpus, seed)) },
    { weight: 1, arbitrary: hostileJson },
  );

/** What a reading must never be, whatever was read. */
function expectSound({ entries, foreign, named, peers, links, issues }: DocumentReading): void {
  expect(Math.max(entries.length, foreign.length)).toBeLessThanOrEqual(DOCUMENT_MAX.entries);
  expect(named.length).toBeLessThanOrEqual(DOCUMENT_MAX.named);
  expect(peers.length).toBeLessThanOrEqual(DOCUMENT_MAX.peers);
  expect(links.length).toBeLessThanOrEqual(DOCUMENT_MAX.links);
  expect(issues.length).toBeLessThanOrEqual(DOCUMENT_MAX.issues + 1);
  for (const { url, origin, isPointer, item, call } of [...entries, ...foreign]) {
    expect(canonicalUrl(url)).toMatchObject({ ok: true, value: { origin } });
    expect(call.url).toBe(url.startsWith('mcp:') ? null : url.split('?', 1)[0] === call.url ? call.url : url);
    if (isPointer) expect([item.reading, item.price]).toEqual([null, null]);
  }
  for (const { url } of [...entries, ...named, ...links])
    expect(isHostBelow(new URL(url ?? '').hostname, AT.hostname)).toBe(true);
}

it('a manifest never throws, and is never more than it may be', () => {
  let stillRead = 0;
  fc.assert(
    fc.property(documents(manifests), (document) => {
      const reading = readWellKnown(document, AT);
      expectSound(reading);
      if (reading.dialect !== null) stillRead++;
    }),
    RUNS,
  );
  expect(stillRead).toBeGreaterThan(50);
});

it('nor does an OpenAPI document', () => {
  fc.assert(
    fc.property(documents(manifests), (document) => expectSound(readOpenApi(document, AT))),
    RUNS,
  );
});

it('nor a list of tools', () => {
  fc.assert(
    fc.property(documents(tools), (document) => expectSound(readToolsList(document, AT))),
    RUNS,
  );
});

it('nor what a facilitator serves', () => {
  fc.assert(
    fc.property(documents(served), (document) => {
      readFacilitatorPage(document);
      readSupported(document);
    }),
    RUNS,
  );
});

it('nor a text', () => {
  const text = 'GET /api/x, POST https://example.com/v1/y and [docs](https://example.com/openapi.json)';
  const texts = fc.integer().map((seed) => mutateText(text.repeat(3), new Random(seed, 0)));

  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: 'binary' })), (given) =>
      expectSound(readLlmsTxt(given, AT)),
    ),
    RUNS,
  );
});

it('nor a DNS record', () => {
  const record = 'v=x402-1; wk=https://example.com/x; k=both; net=base';
  const texts = fc.integer().map((seed) => mutateText(record, new Random(seed, 0)));

  fc.assert(
    fc.property(fc.array(fc.oneof(texts, fc.string())), (records) => {
      for (const { url } of readDnsRecords(records, 'example.com').pointers)
        expect(isHostBelow(new URL(url).hostname, 'example.com')).toBe(true);
    }),
    RUNS,
  );
});
