import { NOTHING_SAID_OF } from '@bazaar/catalog';
import { type Call } from '@bazaar/x402';

import { aChallenge, aPaymentRequired } from '../../../../test/builders/a-challenge.js';
import { FakeClock } from '../../../../test/builders/a-clock.js';
import { aCall, aDueTarget, aPart } from '../../../../test/builders/a-due-target.js';
import { type FakeHandler, aFakeHttp } from '../../../../test/builders/a-fake-http.js';
import { OriginGate } from '../manners/origin-gate.js';
import { RobotsGate } from '../robots/robots-gate.js';
import { type DueTarget } from '../schedule/lease.js';
import { type Probed } from './probed.js';
import { Prober } from './prober.js';

const LIMITS = { timeoutMs: 1_000, bodyBytesMax: 65_536, redirectsMax: 3 };
const URL_ASKED = 'https://api.example.com/weather';
const ROME = { city: 'Rome' };
const OSLO = { city: 'Oslo' };

interface World {
  readonly target?: Partial<DueTarget>;
  /** What the origin's own document names. */
  readonly operations?: readonly Call[];
  readonly isOptedOut?: boolean;
  readonly isNamedNoMore?: boolean;
}

/** One look at a URL of an origin that forbids nothing. */
async function look(handler: FakeHandler, { target, ...said }: World = {}) {
  const { http, sent } = aFakeHttp(handler);
  const clock = new FakeClock();
  const limits = { perSecond: 1, burst: 100, concurrency: 2 };
  const gate = new OriginGate(null, limits, clock, () => Promise.resolve());
  const open = { kind: 'allow-all', text: null, readAt: clock.now() } as const;
  const robots = new RobotsGate('https://api.example.com', open, http, gate, clock);
  const documents = { about: () => Promise.resolve({ ...NOTHING_SAID_OF, ...said }) };
  const prober = new Prober({ http, limits: LIMITS, clock, documents });
  const { signal } = new AbortController();
  const probed = (await prober.probe(aDueTarget(target), { gate, robots, signal })) as Probed;
  const lines = sent.map(({ method, url, body }) =>
    [method, url.pathname + url.search, ...(body === undefined ? [] : [body])].join(' '),
  );
  return {
    probed,
    lines,
    sent,
    reason: 'reason' in probed.evidence ? probed.evidence.reason : probed.evidence.kind,
  };
}

const paid = (bazaar?: object) =>
  aPaymentRequired({ ...aChallenge({ url: URL_ASKED }), ...(bazaar && { extensions: { bazaar } }) });
const ownWord = (call: Partial<Call>, exampleUrl: string | null = null) => ({
  own: { method: call.method ?? null, exampleUrl, call: aCall(call) },
});
const posting = (example: unknown) => ({ method: 'POST', parts: [aPart('BODY', example)] });

/** Looks at a body, or a query, before it asks for payment. */
const careful: FakeHandler = ({ method, url, body }) => {
  if (method === 'POST') return body === undefined ? { status: 422 } : paid();
  return url.search === '' ? { status: 400 } : paid();
};
const takesPostOnly: FakeHandler = (request) =>
  request.method === 'GET' ? { status: 405 } : careful(request);

describe('a look at a URL', () => {
  it('keeps what GET was answered beside what decided', async () => {
    const { probed } = await look(({ method }) => (method === 'GET' ? { status: 200 } : paid()), {
      target: { method: 'POST' },
    });

    expect(probed).toMatchObject({ method: 'POST', ms: 1, evidence: { kind: 'payable' } });
    expect(probed.answer?.beside).toEqual([{ method: 'GET', status: 200, ms: 1 }]);
  });

  it('refuses by all that it was answered', async () => {
    const allow = 'PUT, DELETE';
    const { probed, reason } = await look(() => ({ status: 405, headers: { allow } }));

    expect(reason).toBe('wrong-method');
    expect(probed.issues).toEqual([{ code: 'wrong-method', detail: 'Allow: PUT, DELETE' }]);
  });

  it('tells a seller who stated GET that it is POST that asks for payment', async () => {
    const { probed, reason, lines } = await look(
      ({ method }) => (method === 'GET' ? { status: 404 } : paid()),
      { target: { method: 'GET' } },
    );

    expect(lines).toEqual(['GET /weather', 'POST /weather']);
    expect(reason).toBe('wrong-method');
    expect(probed.issues).toMatchObject([{ detail: 'POST was answered 402, GET is stated' }]);
  });

  it('hears the origin ask for patience, though another answer decides', async () => {
    const { probed, reason } = await look(
      ({ method }) =>
        method === 'GET' ? { status: 404 } : { status: 429, headers: { 'retry-after': '60' } },
      { target: { method: 'GET' } },
    );

    expect(reason).toBe('http-404');
    expect(probed.besideWait).toEqual(new Date('2026-11-20T12:01:00Z'));
  });

  it('is not made where the origin’s own document asks not to be listed', async () => {
    const { probed, lines } = await look(() => paid(), { isOptedOut: true });

    expect(probed).toMatchObject({ evidence: { kind: 'opted-out' }, answer: null, ms: null });
    expect(lines).toEqual([]);
  });

  it('tells who still sells what its document names no more', async () => {
    const { probed } = await look(() => paid(), { isNamedNoMore: true });

    expect(probed.evidence.kind).toBe('payable');
    expect(probed.issues).toEqual([{ code: 'absent-from-manifest', detail: null }]);
  });

  it('that ends in a redirect to elsewhere tells URL, time, and where to', async () => {
    const { probed } = await look(() => 'redirect-off-origin');

    expect(probed).toMatchObject({ url: URL_ASKED, method: 'GET', ms: 1, answer: null });
    expect(probed.issues).toEqual([{ code: 'redirect-off-origin', detail: 'as the fake says' }]);
  });

  it.each([
    ['a name that does not resolve', 'unreachable-dns'],
    ['an address of our own network', 'private-address'],
  ] as const)('tells no more of %s than that', async (_what, failure) => {
    const { probed } = await look(() => failure);

    expect(probed).toMatchObject({ ms: 1, evidence: { reason: failure }, issues: [] });
  });
});

describe('an endpoint that moved within its origin', () => {
  const to = 'https://api.example.com/v2/weather';

  it('is listed under the URL that was asked, and its seller is told where it went', async () => {
    const { probed } = await look(() => ({ ...paid(), url: to, isMoved: true }));

    expect(probed).toMatchObject({ url: URL_ASKED, reading: { resource: URL_ASKED } });
    expect(probed.reading?.issues).toContainEqual({ code: 'moved', detail: to });
    expect(probed.answer?.movedTo).toBe(to);
  });

  it.each([
    ['it moved for a while only', { url: to, isMoved: false }],
    ['a slash was added to it', { url: `${URL_ASKED}/`, isMoved: true }],
  ])('is not said to have moved where %s', async (_what, redirect) => {
    const { probed } = await look(() => ({ ...paid(), ...redirect }));

    expect(probed.answer?.movedTo).toBeNull();
    expect(probed.reading?.issues.map(({ code }) => code)).not.toContain('moved');
  });

  it('and is not found there is told both', async () => {
    const { probed } = await look(() => ({ status: 404, url: to, isMoved: true }));

    expect(probed.issues).toEqual([{ code: 'http-404', detail: `redirected to ${to}` }]);
  });
});

describe('PUT, PATCH and DELETE', () => {
  const takes =
    (only: string): FakeHandler =>
    ({ method }) =>
      method === only ? paid() : { status: 405 };

  it.each(['PUT', 'PATCH', 'DELETE'])('are sent, without body, where a document names %s', async (method) => {
    const { probed, lines } = await look(takes(method), {
      target: { method, example: '{"id":1}' },
      operations: [aCall({ method, parts: [aPart('BODY', ROME)] })],
    });

    expect(lines).toEqual(['GET /weather?id=1', `${method} /weather`]);
    expect(probed).toMatchObject({ method, reading: { method } });
  });

  it.each(['PUT', 'PATCH', 'DELETE'])('are never sent for a claim: %s', async (method) => {
    const { probed, lines, reason } = await look(takes(method), {
      target: { method, registered: true, ...ownWord({ method }) },
      operations: [aCall({ method: 'GET' })],
    });

    expect(lines).toEqual(['GET /weather', 'POST /weather']);
    expect(reason).toBe('wrong-method');
    expect(probed.issues).toEqual([{ code: 'method-not-sent', detail: method }]);
  });

  it('are no matter where the endpoint asks for payment under another', async () => {
    const { probed } = await look(() => paid(), { target: { method: 'DELETE' } });

    expect(probed).toMatchObject({ method: 'GET', reading: { method: 'GET' }, issues: [] });
  });
});

describe('where an endpoint looks at the values before it asks for payment', () => {
  it.each<[string, World, string]>([
    ['the body of its last 402', { target: ownWord(posting(ROME)) }, 'POST /weather {"city":"Rome"}'],
    [
      'the body of its origin’s document',
      { operations: [aCall(posting(ROME))] },
      'POST /weather {"city":"Rome"}',
    ],
    [
      'what the schema of its last 402 shows',
      {
        target: ownWord({
          method: 'POST',
          parts: [aPart('BODY', null, { properties: { city: { default: 'Rome' } } })],
        }),
      },
      'POST /weather {"city":"Rome"}',
    ],
    [
      'the registrant’s, where the origin’s document names the operation',
      { target: { example: '{"city":"Oslo"}' }, operations: [aCall(posting(ROME))] },
      'POST /weather {"city":"Oslo"}',
    ],
  ])('it is asked once more, with %s', async (_what, world, line) => {
    const { probed, lines, sent } = await look(takesPostOnly, world);

    expect(lines.slice(1)).toEqual(['POST /weather', line]);
    expect(sent.at(-1)?.headers).toEqual({ 'content-type': 'application/json' });
    expect(probed).toMatchObject({ evidence: { kind: 'payable' }, reading: { method: 'POST' } });
    expect(probed.answer?.beside).toMatchObject([{ status: 405 }, { method: 'POST', status: 422 }]);
    expect(probed.reading?.issues).toContainEqual({ code: 'needs-body', detail: null });
    expect(probed.issues).toEqual([]);
  });

  it('it is asked with the body that its own GET has just shown', async () => {
    const input = { type: 'http', method: 'POST', bodyType: 'json', body: ROME };
    const { lines, probed } = await look(
      (request) => (request.method === 'GET' ? paid({ info: { input }, schema: {} }) : careful(request)),
      { target: { method: 'POST' } },
    );

    expect(lines).toEqual(['GET /weather', 'POST /weather', 'POST /weather {"city":"Rome"}']);
    expect(probed.evidence).toEqual({ kind: 'payable' });
  });

  it.each<[string, World, string]>([
    [
      'the query of its last 402',
      { target: ownWord({ parts: [aPart('QUERY', ROME)] }) },
      'GET /weather?city=Rome',
    ],
    [
      'the address that was answered last',
      { target: ownWord({}, `${URL_ASKED}?city=Oslo`) },
      'GET /weather?city=Oslo',
    ],
  ])('by GET it is asked once more, with %s', async (_what, world, line) => {
    const { lines, probed } = await look(
      (request) => (request.method === 'POST' ? { status: 405 } : careful(request)),
      world,
    );

    expect(lines).toEqual(['GET /weather', 'POST /weather', line]);
    expect(probed).toMatchObject({
      evidence: { kind: 'payable' },
      reading: { resource: URL_ASKED, method: 'GET' },
    });
  });

  it('a path of its documentation is asked with the example of that', async () => {
    const url = 'https://api.example.com/weather/{city}';
    const { lines } = await look(
      ({ url: { pathname } }) => (pathname.endsWith('/Rome') ? paid() : { status: 404 }),
      {
        target: { url },
        operations: [aCall({ url, parts: [aPart('PATH', ROME)] })],
      },
    );

    expect(lines).toEqual(['GET /weather/%7Bcity%7D', 'POST /weather/%7Bcity%7D', 'GET /weather/Rome']);
  });

  it.each<[string, World]>([
    ['nothing is known', {}],
    [
      'another origin shows it',
      { target: ownWord({ ...posting(ROME), url: 'https://other.example.com/weather' }) },
    ],
    ['it is known of another method', { target: ownWord({ method: 'PUT', parts: [aPart('BODY', ROME)] }) }],
    [
      'only headers are shown',
      { target: ownWord({ method: 'POST', parts: [aPart('HEADER', { 'x-payment': 'a' })] }) },
    ],
  ])('it is asked no more where %s', async (_what, world) => {
    const { lines, reason } = await look(takesPostOnly, world);

    expect(lines).toEqual(['GET /weather', 'POST /weather']);
    expect(reason).toBe('needs-body');
  });

  it('it is asked once more and not again, whatever it answers', async () => {
    const { lines, reason } = await look(({ method }) => ({ status: method === 'GET' ? 405 : 422 }), {
      target: { ...ownWord(posting(ROME)), example: '{"city":"Oslo"}' },
      operations: [aCall(posting(OSLO)), aCall({ parts: [aPart('QUERY', ROME)] })],
    });

    expect(lines).toHaveLength(3);
    expect(reason).toBe('needs-body');
  });
});

describe('the example of a registrant', () => {
  const target = { requested: true, registered: true, example: '{"city":"Rome"}' };

  it('goes into a GET', async () => {
    const { lines, probed } = await look(careful, { target });

    expect(lines).toEqual(['GET /weather?city=Rome']);
    expect(probed).toMatchObject({ evidence: { kind: 'payable' }, issues: [] });
  });

  it('is not sent as body for an endpoint whose origin never asked for one, and that is said', async () => {
    const { lines, probed, reason } = await look(takesPostOnly, { target: { ...target, method: 'POST' } });

    expect(lines).toEqual(['GET /weather?city=Rome', 'POST /weather']);
    expect(reason).toBe('needs-body');
    expect(probed.issues).toEqual([{ code: 'example-unsent', detail: null }]);
  });
});
