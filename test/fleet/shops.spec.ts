import { type PaymentRequired, type PaymentRequirements } from '@x402/core/types';
import {
  extractDiscoveryInfo,
  type DiscoveryExtension,
  validateDiscoveryExtension,
  validateDiscoveryExtensionSpec,
} from '@x402/extensions/bazaar';
import { type Fleet, type FleetEndpoint, startFleet } from './fleet.js';
import { ask, challengeOf, probe, stated, stating } from './probe.js';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet({ ports: 'any' });
});
afterAll(() => fleet.stop());

const select = (wanted: (endpoint: FleetEndpoint) => boolean): readonly FleetEndpoint[] =>
  fleet.endpoints.filter(wanted);
const inHeader = ({ expect: { state, x402Version, issues, toolName } }: FleetEndpoint): boolean =>
  state === 'LISTED' && x402Version === 2 && toolName === null && !issues.includes('v2-body-only');

describe('the shops', () => {
  it('shows the official client what is expected of every version 2 shop', async () => {
    for (const endpoint of select(inHeader)) {
      const answer = await probe(endpoint.register.resource);
      expect([endpoint.name, answer.status, answer.method]).toEqual([
        endpoint.name,
        402,
        endpoint.expect.method,
      ]);
      const challenge = challengeOf(answer);
      expect([endpoint.name, stating(challenge)]).toEqual([endpoint.name, stated(endpoint.expect)]);
    }
  });

  it('declares extensions that the official validators accept, and the canonical URL follows from them', async () => {
    const official = select(inHeader).filter(({ expect: { serviceName } }) => serviceName !== null);
    expect(official.length).toBeGreaterThanOrEqual(18);
    for (const { name, register, expect: expected } of official) {
      const challenge = challengeOf(await probe(register.resource));
      const bazaar = challenge.extensions?.bazaar as DiscoveryExtension;
      expect([name, validateDiscoveryExtension(bazaar)]).toEqual([name, { valid: true }]);
      expect([name, validateDiscoveryExtensionSpec({ ...bazaar })]).toEqual([name, { valid: true }]);
      const [accepted] = challenge.accepts as [PaymentRequirements];
      const found = extractDiscoveryInfo({ ...challenge, accepted, payload: {} }, accepted);
      expect(found).toMatchObject({ resourceUrl: expected.resource, method: expected.method });
    }
  });

  it('sells to clients of version 1', async () => {
    const { register, expect: expected } = fleet.endpoint('company-lookup-v1-only');
    const answer = await probe(register.resource);
    expect(answer.headers.has('payment-required')).toBe(false);
    expect(challengeOf(answer)).toMatchObject({
      x402Version: 1,
      accepts: [{ network: 'polygon', maxAmountRequired: '30000', asset: expected.offers[0]!.asset }],
    });
    const both = await probe(fleet.endpoint('vat-check-v1-and-v2').register.resource);
    expect(JSON.parse(both.text)).toMatchObject({
      x402Version: 1,
      accepts: [{ maxAmountRequired: '12000' }],
    });
    expect(challengeOf(both).x402Version).toBe(2);
  });

  it('hides one version 2 challenge in the body, where the official client does not look', async () => {
    const { register, expect: expected } = fleet.endpoint('sanctions-v2-body-only');
    const answer = await probe(register.resource);
    const challenge = JSON.parse(answer.text) as PaymentRequired;
    expect(stating(challenge)).toEqual(stated(expected));
    expect(validateDiscoveryExtension(challenge.extensions?.bazaar as DiscoveryExtension)).toEqual({
      valid: true,
    });
    expect(() => challengeOf(answer)).toThrow('Invalid payment required response');
  });

  it.each([
    ['broken-header', 402],
    ['empty-402', 402],
    ['empty-accepts', 402],
    ['oversized-body', 402],
    ['reading-list-sign-in-only', 402],
    ['l402-only', 402],
    ['status-free', 200],
    ['no-such-page', 404],
    ['key-wanted', 401],
    ['crashing', 500],
    ['harbour-map', 200],
    ['lost-buoys', 404],
    ['audit-trail', 401],
    ['ledger-export', 500],
    ['bookmarks', 402],
  ])('has %s, which answers %i', async (name, status) => {
    const { register, expect: expected } = fleet.endpoint(name);
    const answer = await probe(register.resource);
    expect(answer.status).toBe(status);
    expect(expected).toMatchObject({ state: 'REFUSED', offers: [], method: status === 402 ? 'GET' : null });
    if (name === 'oversized-body') expect(answer.text.length).toBeGreaterThan(256 * 1024);
    else if (expected.reason === 'other-rail')
      expect(answer.headers.get('www-authenticate')).toMatch(/^L402 /);
    else if (name.endsWith('sign-in-only')) {
      expect(challengeOf(answer)).toMatchObject({ accepts: [], extensions: { 'sign-in-with-x': {} } });
    } else if (name === 'empty-accepts') expect(challengeOf(answer).accepts).toEqual([]);
    else expect(() => challengeOf(answer)).toThrow();
  });

  it('is busy in one shop, which says nothing of what is sold there', async () => {
    const { register, expect: expected } = fleet.endpoint('barn-camera');
    expect((await probe(register.resource)).status).toBe(503);
    expect(expected).toMatchObject({ state: 'PENDING', reason: 'rate-limited', offers: [] });
  });

  it('redirects within its origin, and in one place beyond', async () => {
    const slash = fleet.endpoint('headlines-trailing-slash');
    expect((await probe(slash.register.resource)).url).toBe(slash.expect.resource);
    const away = fleet.endpoint('redirect-to-another-origin');
    const answer = await fetch(away.register.resource, { redirect: 'manual' });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).not.toContain(new URL(away.register.resource).origin);
  });

  it('wants no robots in one shop', async () => {
    const { origin } = new URL(fleet.endpoint('archive-robots-disallow').register.resource);
    expect((await ask(`${origin}/robots.txt`, 'GET')).text).toBe('User-agent: *\nDisallow: /\n');
  });
});
