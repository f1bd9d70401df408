import fc from 'fast-check';

import { fingerprintOf } from './fingerprint.js';
import { type Challenge } from './model.js';

const challenge = (change: Partial<Challenge> = {}): Challenge => ({
  x402Version: 2,
  resource: { url: 'https://a.example/x' },
  accepts: [{ scheme: 'exact', amount: '1', extra: { feePayer: 'F' } }],
  extensions: {},
  error: null,
  ...change,
});
const offering = (extra: object) => challenge({ accepts: [{ scheme: 'exact', amount: '1', extra }] });
const extending = (name: string, info: object) => challenge({ extensions: { [name]: { info } } });

it.each([
  ['a block hash', offering({ recentBlockhash: 'a' }), offering({ recentBlockhash: 'b' })],
  ['a block height', offering({ lastValidBlockHeight: 1 }), offering({ lastValidBlockHeight: 2 })],
  ['a slot', offering({ recentSlot: 1 }), offering({ recentSlot: 2 })],
  ['an invoice', offering({ invoice: 'lnbc1' }), offering({ invoice: 'lnbc2' })],
  ['a receipt id (nasty case 35)', offering({ receiptId: 'ping-1' }), offering({ receiptId: 'ping-2' })],
  [
    'until when a hold may be captured and refunded',
    offering({ captureDeadline: 1740758554, refundDeadline: 1741276954 }),
    offering({ captureDeadline: 1740758559, refundDeadline: 1741276959 }),
  ],
  [
    'the nonce of a sign-in',
    extending('sign-in-with-x', { domain: 'a', nonce: '1', issuedAt: '2026-11-20T00:00:00Z' }),
    extending('sign-in-with-x', { domain: 'a', nonce: '2', issuedAt: '2026-11-21T00:00:00Z' }),
  ],
  [
    'offers signed anew',
    extending('offer-receipt', { offers: [{ format: 'jws', signature: 'a' }] }),
    extending('offer-receipt', { offers: [{ format: 'jws', signature: 'b' }] }),
  ],
  ['the text of the error', challenge({ error: 'a' }), challenge({ error: 'b' })],
])('does not see %s', (_what, before, after) => expect(fingerprintOf(after)).toBe(fingerprintOf(before)));

it.each([
  ['a price', challenge(), challenge({ accepts: [{ scheme: 'exact', amount: '2', extra: {} }] })],
  ['a payee', offering({ payTo: 'a' }), offering({ payTo: 'b' })],
  ['how long a hold lasts', offering({ captureDeadlineSeconds: 1 }), offering({ captureDeadlineSeconds: 2 })],
  ['who may sign in', extending('sign-in-with-x', { domain: 'a' }), extending('sign-in-with-x', {})],
  ['an extension', challenge(), challenge({ extensions: { 'offer-receipt': {} } })],
  ['offers of another extension', extending('shop', { offers: 1 }), extending('shop', { offers: 2 })],
  ['a parameter called nonce', extending('bazaar', { nonce: 1 }), extending('bazaar', { nonce: 2 })],
  [
    'the description of an output called timestamp',
    challenge({ accepts: [{ outputSchema: { output: { timestamp: 'number' } } }] }),
    challenge({ accepts: [{ outputSchema: { output: { timestamp: 'string' } } }] }),
  ],
  ['the order of offers', challenge({ accepts: [1, 2] }), challenge({ accepts: [2, 1] })],
])('sees %s', (_what, before, after) => expect(fingerprintOf(after)).not.toBe(fingerprintOf(before)));

describe('of any challenge', () => {
  const NAMES = [
    ...['extra', 'info', 'offers', 'bazaar', 'schema', 'outputSchema', 'offer-receipt', 'sign-in-with-x'],
    ...['nonce', 'invoice', 'recentBlockhash', 'captureDeadline', 'expirationTime', 'a', '__proto__'],
  ];
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>('', 'a', '"', '\ud800', '\udfff', 0, 1, true, null),
      fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 5, noNullPrototype: true }),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  }));
  const record = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 6, noNullPrototype: true });
  const anyChallenge: fc.Arbitrary<Challenge> = fc.record({
    x402Version: fc.constantFrom(1, 2, null),
    resource: fc.option(record),
    accepts: fc.array(record, { maxLength: 3 }),
    extensions: record,
    error: fc.constantFrom('a', null),
  });

  it('it does not depend on the order of keys', () => {
    fc.assert(fc.property(anyChallenge, (said) => fingerprintOf(reversed(said)) === fingerprintOf(said)));
  });

  it('it ignores the fields of one answer, and sees every other change', () => {
    fc.assert(
      fc.property(anyChallenge, fc.nat(), fc.boolean(), (said, pick, removes) => {
        const places = placesIn(said);
        const place = places[pick % places.length]!;
        const changed = withChange(said, place, removes);

        expect({ place, same: fingerprintOf(changed) === fingerprintOf(said) }).toEqual({
          place,
          same: isOfOneAnswer(place),
        });
      }),
      { numRuns: 2_000 },
    );
  });
});

type Place = readonly string[];

/** The rule once more, by the way to a field. */
function isOfOneAnswer(place: Place): boolean {
  const [part, first] = place;
  if (part === 'error') return true;
  if (part !== 'accepts' && part !== 'extensions') return false;
  const own = place.findIndex((name) => ['bazaar', 'schema', 'outputSchema'].includes(name));
  const names = place.slice(2, own === -1 ? undefined : own);
  if (part === 'extensions' && first === 'offer-receipt') return names.includes('offers');
  const ofOffers = part === 'accepts' ? ['invoice', 'recentBlockhash', 'captureDeadline'] : [];
  return names.some((name) => ['nonce', 'expirationTime', ...ofOffers].includes(name));
}

/** The way to every field and item, those of the challenge itself included. */
function placesIn(value: unknown, above: Place = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, below]) => {
    const place = [...above, name];
    return [place, ...placesIn(below, place)];
  });
}

/** A copy in which one field holds something new, or, where it is no part of the form, is gone. */
function withChange(said: Challenge, place: Place, removes: boolean): Challenge {
  const copy = structuredClone(said) as unknown as Record<string, unknown>;
  const above = place.slice(0, -1).reduce((at, name) => at[name] as Record<string, unknown>, copy);
  const name = place.at(-1)!;
  if (place.length === 1)
    copy[name] = { accepts: ['new'], extensions: { new: 1 }, resource: { new: 1 } }[name] ?? 'new';
  else if (removes && !Array.isArray(above)) Reflect.deleteProperty(above, name);
  else Object.defineProperty(above, name, { value: 'new', enumerable: true });
  return copy as unknown as Challenge;
}

function reversed<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed) as T;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([name, below]) => [name, reversed(below as unknown)])) as T;
}
