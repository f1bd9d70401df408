import { setTimeout as sleep } from 'node:timers/promises';

import { type Observed } from '@bazaar/catalog';

import { aChallenge } from '../../builders/a-challenge.js';
import { anObservation } from '../../builders/an-observation.js';
import { type TestApi, anApi } from './an-api.js';

interface Report {
  readonly state: string;
  readonly reason: string;
  readonly statusUrl: string;
  readonly issues: readonly {
    readonly code: string;
    readonly message: string;
    readonly fix: string | null;
  }[];
  readonly timeline: readonly { readonly state: string }[];
  readonly lastProbe: { readonly status: number | null; readonly reason: string } | null;
  readonly listing: { readonly accepts: readonly unknown[] } | null;
}

const SILENCE: Partial<Observed> = {
  ...{ answer: null, reading: null, ms: 10_000 },
  evidence: { kind: 'no-answer', reason: 'unreachable-timeout' },
};
const WRONG_METHOD: Partial<Observed> = {
  ...{ answer: null, reading: null },
  evidence: { kind: 'unlistable', reason: 'wrong-method' },
  issues: [
    { code: 'wrong-method', detail: 'Allow: PUT' },
    { code: 'method-not-sent', detail: 'PUT' },
  ],
};

let api: TestApi;
beforeAll(async () => {
  api = await anApi({ REGISTER_WAIT_MS: '10000' });
});
afterAll(() => api.close());

/** Does once what a worker does all the time: takes the target that somebody waits for. */
async function probeOnce(url: string, change: Partial<Observed> = {}): Promise<void> {
  for (;;) {
    const [row] = await api.catalog.database.query<{ id: string }[]>(
      'SELECT id FROM target WHERE url = $1 AND requested_at IS NOT NULL',
      [url],
    );
    if (row === undefined) {
      await sleep(20);
      continue;
    }
    // The api lives by the true time, and a lease must reach beyond it.
    api.catalog.clock.advance(Date.now() - api.catalog.clock.now().getTime());
    const lease = await api.catalog.lease(row.id);
    const seen = { at: new Date(), url, challenge: aChallenge({ url }), ...change };
    await api.catalog.ingest.observe([anObservation(lease, seen)]);
    return;
  }
}

describe('POST /discovery/register', () => {
  it('answers as soon as the first probe has ended', async () => {
    const resource = 'https://new.example.com/paid';
    const startedAt = Date.now();
    const [report] = (await Promise.all([
      api.send('/discovery/register', { resource }, 200),
      probeOnce(resource),
    ])) as [Report, unknown];

    expect(Date.now() - startedAt).toBeLessThan(5_000);
    expect(report).toMatchObject({
      resource,
      method: 'GET',
      state: 'LISTED',
      reason: 'ok',
      match: 'EXACT',
      lastProbe: { status: 402, reason: 'ok' },
      listing: { resource, bazaar: { state: 'LISTED', priceUsd: '0.01' } },
    });
    expect(report.timeline.map(({ state }) => state)).toEqual(['LISTED', 'PENDING']);
    expect(new URL(report.statusUrl).searchParams.get('resource')).toBe(resource);
    const { statuses } = (await api.json(
      new URL(report.statusUrl).pathname + new URL(report.statusUrl).search,
    )) as {
      statuses: Report[];
    };
    expect(statuses).toMatchObject([{ state: 'LISTED', listing: { resource } }]);
  });

  it('says why not, and how to mend it, alike on GraphQL', async () => {
    const resource = 'https://silent.example.com/';
    const [{ register }] = (await Promise.all([
      api.ask(
        `mutation ($resource: String!) { register(input: { resource: $resource }) {
           state reason issues { code fix } timeline { state reason } lastProbe { status reason ms url } nextProbeAt listing { id } } }`,
        { resource },
      ),
      probeOnce(resource, SILENCE),
    ])) as [{ register: Report }, unknown];

    expect(register).toMatchObject({
      state: 'PENDING',
      reason: 'unreachable-timeout',
      issues: [{ code: 'unreachable-timeout', fix: 'Answer unpaid requests within 10 seconds.' }],
      lastProbe: { status: null, reason: 'unreachable-timeout', ms: 10_000, url: resource },
      nextProbeAt: expect.any(String) as string,
    });
  });

  it('tells what exactly was found, each thing once, alike on both', async () => {
    const resource = 'https://put.example.com/x';
    const [report] = (await Promise.all([
      api.send('/discovery/register', { resource, method: 'PUT' }, 200),
      probeOnce(resource, WRONG_METHOD),
    ])) as [Report, unknown];
    const asked = await api.ask(
      'query ($resource: String!) { listingStatus(resource: $resource) { issues { code message } } }',
      { resource },
    );

    expect(report).toMatchObject({ state: 'REFUSED', reason: 'wrong-method' });
    const told = report.issues.map(({ code, message }) => ({ code, message }));
    expect(told).toEqual([
      { code: 'wrong-method', message: expect.stringMatching(/ \(Allow: PUT\)$/) as string },
      { code: 'method-not-sent', message: expect.stringMatching(/ \(PUT\)$/) as string },
    ]);
    expect(asked).toEqual({ listingStatus: [{ issues: told }] });
  });

  it('knows nothing of a URL never seen', async () => {
    expect(await api.json('/discovery/status?resource=https://never.example.com/x')).toEqual({
      resource: 'https://never.example.com/x',
      statuses: [],
    });
  });

  it('is closed to pages of other sites, on GraphQL as well', async () => {
    const register = async (origin: string) => {
      const answer = await api.app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { origin, host: 'bazaar.example.com' },
        payload: { query: 'mutation { register(input: { resource: "not a URL" }) { state } }' },
      });
      return answer.json<{ errors: { message: string; extensions: { code: string } }[] }>().errors[0];
    };

    expect(await register('https://elsewhere.example')).toMatchObject({
      message: expect.stringContaining('a page of another site') as string,
      extensions: { code: 'BAD_INPUT' },
    });
    expect((await register('https://bazaar.example.com'))?.message).toContain('This is not an absolute URL.');
  });

  it('has a budget for each client', async () => {
    const tight = await anApi({ REGISTER_PER_DAY: '1', REGISTER_WAIT_MS: '0' }, api.catalog);
    const { statusCode, headers, body } = await tight.app.inject({
      method: 'POST',
      url: '/discovery/register',
      payload: { resource: 'https://a.example.com/' },
    });

    expect(statusCode).toBe(429);
    expect(JSON.parse(body)).toEqual({ error: 'At most 1 registrations a day.', code: 'RATE_LIMITED' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(headers['retry-after'])).toBeLessThanOrEqual(86_400);
    await tight.close();
  });

  it.each([
    ['whom a trusted proxy names', { TRUST_PROXY: '127.0.0.1' }, [400, 400, 429]],
    ['who is at the socket, where no proxy is trusted', {}, [400, 429, 429]],
  ])('counts %s', async (_what, trust: Record<string, string>, statuses) => {
    const proxied = await anApi({ REGISTER_PER_DAY: '1', REGISTER_WAIT_MS: '0', ...trust });
    const register = async (client: string): Promise<number> => {
      const answer = await proxied.app.inject({
        method: 'POST',
        url: '/discovery/register',
        headers: { 'x-forwarded-for': client },
        payload: { resource: 'http://10.0.0.1/' },
      });
      return answer.statusCode;
    };

    expect([await register('192.0.2.1'), await register('192.0.2.2'), await register('192.0.2.1')]).toEqual(
      statuses,
    );
    await proxied.close();
  });
});
