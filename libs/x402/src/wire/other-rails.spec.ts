import { otherRails } from './other-rails.js';

const L402 = 'L402 macaroon="AgEMbG4uc2VydmljZQ==", invoice="lnbc20n1p3examplepp5"';
const LSAT = L402.replace('L402', 'LSAT');
/** As the specification of MPP shows it. */
const MPP = [
  'Payment id="qB3wErTyU7iOpAsD9fGhJk"',
  'realm="mpp.dev"',
  'method="tempo"',
  'intent="charge"',
  'expires="2025-01-15T12:05:00Z"',
  'request="eyJhbW91bnQiOiIxMDAwIiwiY3VycmVuY3kiOiJ1c2QifQ"',
].join(', ');

it.each<[string, string, readonly string[]]>([
  ['L402', L402, ['L402']],
  ['its former name', LSAT, ['L402']],
  ['both names, as proxies send them', `${LSAT}, ${L402}`, ['L402']],
  ['MPP', MPP, ['MPP']],
  ['MPP in another case', MPP.replace('Payment', 'payment'), ['MPP']],
  ['two ways to pay by MPP', `${MPP}, ${MPP.replace('tempo', 'stripe')}`, ['MPP']],
  ['both rails', `${MPP}, ${L402}`, ['MPP', 'L402']],
  ['a rail after a bearer token', `Bearer realm="a", ${MPP}`, ['MPP']],
  ['a scheme alone', 'L402', ['L402']],
  ['a quoted comma and a quoted quote', `Bearer realm="a \\", Payment id=", ${L402}`, ['L402']],
])('names %s', (_what, header, rails) => expect(otherRails(header)).toEqual(rails));

it.each([
  ['nothing', ''],
  ['a bearer token', 'Bearer realm="Payments"'],
  ['a realm of that name', 'Bearer realm="Card Payment required, Payment due", scope="L402"'],
  ['a parameter of that name', 'Digest payment=1'],
  ['the second word of a scheme', 'Basic Payment'],
  ['a quote that never ends', 'Bearer realm="Payment, L402'],
])('names none in %s', (_what, header) => expect(otherRails(header)).toEqual([]));

it('is quick with a header made to be slow', () => {
  const began = performance.now();

  expect(otherRails(`"${'\\"'.repeat(60_000)}`)).toEqual([]);
  expect(performance.now() - began).toBeLessThan(200);
});
