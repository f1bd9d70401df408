import { canonicalJson, fingerprintOf } from './fingerprint.js';

const challenge = (change: object = {}) => ({
  x402Version: 2,
  resource: { url: 'https://a.example/x' },
  accepts: [{ scheme: 'exact', amount: '1', extra: { feePayer: 'F', ...change } }] as readonly unknown[],
  extensions: {} as Record<string, unknown>,
  error: null,
});

it('does not depend on the order of keys', () => {
  expect(canonicalJson({ b: 1, a: [{ d: 1, c: 2 }] })).toBe('{"a":[{"c":2,"d":1}],"b":1}');
  expect(canonicalJson(undefined)).toBe('null');
  expect(canonicalJson({ n: 10n })).toBe('{"n":"10"}');
  expect(canonicalJson(JSON.parse('{"__proto__":1}'))).toBe('{"__proto__":1}');
});

it.each([
  ['a block hash', { recentBlockhash: 'x' }],
  ['a block height', { lastValidBlockHeight: 1 }],
  ['a slot', { recentSlot: 1 }],
  ['an invoice', { invoice: 'lnbc1' }],
  ['a receipt (nasty case 35)', { receiptId: 'r1' }],
])('does not see %s', (_what, change) =>
  expect(fingerprintOf(challenge(change))).toBe(fingerprintOf(challenge())),
);

it('does not see a sign-in nonce, nor the error text', () => {
  const signIn = (nonce: string) => ({ 'sign-in-with-x': { info: { domain: 'a', nonce, issuedAt: nonce } } });

  expect(fingerprintOf({ ...challenge(), extensions: signIn('1'), error: 'a' })).toBe(
    fingerprintOf({ ...challenge(), extensions: signIn('2'), error: 'b' }),
  );
});

it('sees a price, a payee, and a parameter that is called nonce', () => {
  const asks = (properties: object) => ({ bazaar: { schema: { properties } } });

  expect(fingerprintOf({ ...challenge(), accepts: [{ amount: '2' }] })).not.toBe(fingerprintOf(challenge()));
  expect(fingerprintOf({ ...challenge(), extensions: asks({ nonce: {} }) })).not.toBe(
    fingerprintOf({ ...challenge(), extensions: asks({}) }),
  );
});
