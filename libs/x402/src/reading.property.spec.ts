import fc from 'fast-check';
import { hostileChallenge, hostileJson } from '../../../test/builders/arbitrary-wire.js';
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

const asHeader = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

describe('reading never throws', () => {
  it('whatever the header and the body are', () => {
    fc.assert(
      fc.property(
        fc.oneof(hostileChallenge, hostileJson),
        fc.oneof(hostileChallenge, hostileJson),
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
          hostileJson,
          hostileChallenge.map((structuredContent) => ({ isError: true, structuredContent })),
        ),
        hostileJson,
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
          hostileJson,
          hostileChallenge.map((rest) => ({ url: 'https://a.example/a', ...rest })),
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
