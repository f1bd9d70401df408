import { type Sighted } from '@bazaar/catalog';

/** A catalogue named a URL and said nothing else of it, unless told otherwise. */
export const aSighting = (change: Partial<Sighted> = {}): Sighted => ({
  url: 'https://api.example.com/weather',
  method: null,
  toolName: null,
  type: 'HTTP',
  source: { id: 'a-catalogue', kind: 'facilitator', url: 'https://catalogue.example' },
  claim: null,
  probeNow: false,
  example: null,
  ...change,
});
