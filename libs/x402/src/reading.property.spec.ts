import fc from 'fast-check';
import {
  canonicalJson,
  canonicalUrl,
  findAsset,
  isWellFormedNetwork,
  networkMatches,
  readCatalogItem,
  readResource,
  readToolResource,
} from './index.js';

const NAMES = [
  'x402Version',
  'accepts',
  'scheme',
  'network',
  'amount',
  'maxAmountRequired',
  'asset',
  'payTo',
  'extra',
  'resource',
  'url',
  'extensions',
  'bazaar',
  'info',
  'input',
  'output',
  'schema',
  'properties',
  'queryParams',
  'body',
  'type',
  'method',
  'toolName',
  'inputSchema',
  'outputSchema',
  'routeTemplate',
  'tags',
  'serviceName',
  'iconUrl',
  'description',
  'metadata',
  'lastUpdated',
  'structuredContent',
  'content',
  'text',
  'isError',
  'x402/error',
  'data',
  'quality',
  '__proto__',
  'constructor',
  'toString',
];
const WORDS = [
  'exact',
  'upto',
  'eip155:8453',
  'base',
  'USDC',
  '10000',
  '-1',
  '',
  'http',
  'mcp',
  'GET',
  'string',
  '/a/:id',
  'https://a.example/a',
  '\ud800',
  '\u0000',
  '__proto__',
];

const { hostile } = fc.letrec<{ hostile: unknown }>((tie) => ({
  hostile: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.oneof(
      fc.constantFrom<unknown>(...WORDS, null, true, 1, 2, 0.5, -1, 1e300),
      fc.jsonValue({ maxDepth: 2 }),
    ),
    fc.dictionary(fc.constantFrom(...NAMES), tie('hostile'), { maxKeys: 8, noNullPrototype: true }),
    fc.array(tie('hostile'), { maxLength: 4 }),
  ),
}));
const challenge = fc.record({
  x402Version: fc.constantFrom<unknown>(1, 2, '1', 3, null),
  accepts: fc.array(hostile, { maxLength: 4 }),
  resource: hostile,
  extensions: hostile,
});
const asHeader = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

describe('reading never throws', () => {
  it('whatever the header and the body are', () => {
    fc.assert(
      fc.property(
        fc.oneof(challenge, hostile),
        fc.oneof(challenge, hostile),
        fc.string(),
        (header, body, method) => {
          const headers = { 'PAYMENT-REQUIRED': asHeader(header) };
          const read = readResource({
            url: 'https://a.example/a/1',
            method,
            answer: { status: 402, headers, body: JSON.stringify(body) },
          });
          if (!read.ok) return;
          expect(read.value.offers.length).toBeGreaterThan(0);
          expect(read.value.resource.startsWith('https://a.example/')).toBe(true);
          expect(read.value.fingerprint).toMatch(/^[0-9a-f]{64}$/);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('whatever text stands in their place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.dictionary(fc.string(), fc.string()),
        (url, body, headers) => {
          readResource({ url, method: null, answer: { status: 402, headers, body } });
          readResource({
            url: 'https://a.example',
            method: null,
            answer: { status: 402, headers: { 'payment-required': body }, body: url },
          });
          canonicalUrl(url);
          findAsset(url, body);
          networkMatches(url, body);
          isWellFormedNetwork(url);
        },
      ),
    );
  });

  it('whatever a tool answers', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          challenge.map((structuredContent) => ({ isError: true, structuredContent })),
        ),
        hostile,
        (result, inputSchema) => {
          readToolResource({
            serverUrl: 'https://a.example/mcp',
            toolName: 't',
            transport: null,
            tool: { inputSchema },
            result,
          });
        },
      ),
    );
  });

  it('whatever a catalogue lists', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          challenge.map((rest) => ({ url: 'https://a.example/a', ...rest })),
        ),
        (raw) => {
          readCatalogItem(raw);
          canonicalJson(raw);
        },
      ),
      { numRuns: 300 },
    );
  });
});
