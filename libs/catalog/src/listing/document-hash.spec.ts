import { NO_FACTS } from '../state/state-facts.js';
import { documentHash } from './document-hash.js';
import { type ListingContent, emptyContent } from './listing-record.js';

const KEY = { resource: 'https://api.example/weather', method: 'GET', toolName: null };
const at = new Date('2026-01-01T00:00:00Z');
const hashOf = (change: Partial<ListingContent>) => hash({ ...emptyContent('HTTP', KEY), ...change });

function hash(content: ListingContent): string {
  const record = {
    ...KEY,
    id: 'a',
    origin: 'https://api.example',
    standing: { state: 'PENDING', reason: 'awaiting-probe', since: at, facts: NO_FACTS },
    mergedInto: null,
    evidence: 'CLAIMED',
    exampleUrl: null,
    firstListedAt: null,
    offerFacts: {},
    content,
  } as const;
  return Buffer.from(documentHash(record, [])).toString('hex');
}

it('changes with what a listing says it does', () => {
  expect(hashOf({})).toBe(hashOf({ categories: ['data/weather'] }));
  expect(hashOf({})).not.toBe(hashOf({ categories: [] }));
  expect(hashOf({ categories: [] })).not.toBe(hashOf({ categories: null }));
  expect(hashOf({})).not.toBe(hashOf({ description: 'Other' }));
});

it('is blind to the challenge itself, whose fingerprint it holds', () =>
  expect(hashOf({ challenge: '{"nonce":1}' })).toBe(hashOf({ challenge: '{"nonce":2}' })));
