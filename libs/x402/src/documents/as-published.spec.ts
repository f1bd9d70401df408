import { publishedDocuments } from '../../../../test/builders/published-documents.js';
import { type DocumentReading } from './document.js';
import { readWellKnown } from './read-well-known.js';

const EXPECTED: Readonly<Record<string, object>> = {
  'apimesh-resources.json': { dialect: 'resources', found: 5, pointers: 5, named: 0 },
  'apimesh-apis.json': { dialect: 'apis', found: 3, pointers: 3, named: 0 },
  'apimesh-openapi.json': { dialect: 'openapi', found: 0, pointers: 0, named: 9 },
  'tensorfeed-items.json': { dialect: 'items', found: 3, pointers: 0, named: 0 },
  'tensorfeed-openapi.json': { dialect: 'openapi', found: 1, pointers: 0, named: 1 },
  'x402trustlayer-openapi.json': { dialect: 'openapi', found: 2, pointers: 0, named: 1 },
  'x402-backend-openapi.json': { dialect: 'openapi', found: 1, pointers: 1, named: 2 },
};

const readings = new Map<string, DocumentReading>(
  publishedDocuments().map(({ file, url, document }) => [file, readWellKnown(document, new URL(url))]),
);
const reading = (file: string): DocumentReading => {
  const found = readings.get(file);
  if (found === undefined) throw new Error(`${file} is not listed.`);
  return found;
};

it.each([...readings])('%s is read by its dialect', (file, { dialect, entries, foreign, named, issues }) => {
  const pointers = entries.filter(({ isPointer }) => isPointer).length;

  expect({ dialect, found: entries.length, pointers, named: named.length }).toEqual(EXPECTED[file]);
  expect([foreign, issues]).toEqual([[], []]);
});

it('tells the method that stands in one string with the URL (nasty case 31)', () =>
  expect(reading('apimesh-resources.json').entries.map(({ method, raw }) => [method, raw])).toContainEqual([
    'POST',
    'POST https://microservice-health-check.apimesh.xyz/check',
  ]));

it('names every path behind every server, since the document says no more (nasty case 33)', () =>
  expect(new Set(reading('apimesh-openapi.json').named.map(({ url }) => url)).size).toBe(9));

it('gives of a complete entry its offers, and how it is called', () => {
  const [entry] = reading('tensorfeed-items.json').entries;

  expect(entry).toMatchObject({
    method: 'GET',
    item: { reading: { offers: [{ priceUsd: '0.02' }, { priceUsd: '0.02' }] } },
    call: { complete: true, parts: [{ in: 'QUERY', example: { model: 'claude-opus-4-7' } }] },
  });
});

it('gives of an operation its price, its body and its words', () => {
  const [entry] = reading('x402trustlayer-openapi.json').entries;

  expect(entry).toMatchObject({
    url: 'https://x402trustlayer.xyz/api/a2a/execute',
    method: 'POST',
    item: { price: { priceUsd: '0.1' }, reading: null },
    call: { bodyType: 'json', complete: true, parts: [{ in: 'BODY' }] },
  });
  expect(entry?.title).toMatch(/^Agent-to-agent/);
  expect(reading('x402trustlayer-openapi.json').ownershipProofs).toHaveLength(2);
});
