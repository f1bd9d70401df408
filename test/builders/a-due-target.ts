import { type DueTarget } from '@bazaar/crawler';
import { type Call } from '@bazaar/x402';

/** A target that is due, and nothing else is known of. */
export const aDueTarget = (change: Partial<DueTarget> = {}): DueTarget => ({
  id: '1',
  url: 'https://api.example.com/weather',
  method: null,
  toolName: null,
  requested: false,
  registered: false,
  probedBefore: false,
  example: null,
  own: null,
  ...change,
});

/** How an endpoint is called, by whoever says so. */
export const aCall = (change: Partial<Call> = {}): Call => ({
  url: 'https://api.example.com/weather',
  method: 'GET',
  toolName: null,
  transport: null,
  bodyType: null,
  parts: [],
  complete: false,
  ...change,
});

export const aPart = (place: Call['parts'][number]['in'], example: unknown, schema: unknown = null) => ({
  in: place,
  example,
  schema,
  exampleValid: null,
});
