import { aChallenge, aPaymentRequired } from '../../../../test/builders/a-challenge.js';
import { FakeClock } from '../../../../test/builders/a-clock.js';
import { aDueTarget } from '../../../../test/builders/a-due-target.js';
import { type FakeHandler, aFakeHttp } from '../../../../test/builders/a-fake-http.js';
import { ourRule } from '../../../../test/builders/discovery-vectors.js';
import { noDocuments } from '../documents/origin-documents.js';
import { OriginGate } from '../manners/origin-gate.js';
import { RobotsGate } from '../robots/robots-gate.js';
import { type StoredRobots } from '../robots/stored-robots.js';
import { type DueTarget } from '../schedule/lease.js';
import { type Probed } from './probed.js';
import { Prober } from './prober.js';

const LIMITS = { timeoutMs: 1_000, bodyBytesMax: 65_536, redirectsMax: 3 };
const URL_ASKED = 'https://api.example.com/weather';
const ROBOTS = 'GET https://api.example.com/robots.txt';

const registered = { requested: true, registered: true };

function setUp(handler: FakeHandler, stored: StoredRobots | null = null) {
  const { http, lines, sent } = aFakeHttp(handler);
  const clock = new FakeClock();
  const gate = new OriginGate(null, { perSecond: 1, burst: 100, concurrency: 2 }, clock, () =>
    Promise.resolve(),
  );
  const robots = new RobotsGate('https://api.example.com', stored, http, gate, clock);
  const prober = new Prober({ http, limits: LIMITS, clock, documents: noDocuments });
  const { signal } = new AbortController();
  const probe = (target: DueTarget) => prober.probe(target, { gate, robots, signal });
  return { probe, lines, sent, robots, clock };
}

const isRobots = ({ url }: { url: URL }): boolean => url.pathname === '/robots.txt';
const aFair402 = (url = URL_ASKED) => aPaymentRequired(aChallenge({ url }));

async function probedBy(...given: Parameters<typeof setUp>) {
  const parts = setUp(...given);
  const probed = (await parts.probe(aDueTarget())) as Probed;
  return { ...parts, probed };
}

describe('robots.txt', () => {
  it('is asked first, kept for the day, and not asked again', async () => {
    const { probe, lines, robots } = setUp((request) => (isRobots(request) ? { status: 404 } : aFair402()));

    await probe(aDueTarget());
    await probe(aDueTarget());

    expect(lines()).toEqual([ROBOTS, `GET ${URL_ASKED}`, `GET ${URL_ASKED}`]);
    expect(robots.answered).toMatchObject({ kind: 'allow-all' });
  });

  it.each([
    ['a rule', { status: 200, body: 'User-agent: *\nDisallow: /' }],
    ['a server error', { status: 500 }],
    ['an answer that is no HTTP', 'bad-response'],
  ] as const)('that forbids, by %s, is obeyed without a request', async (_what, answer) => {
    const { probed, lines } = await probedBy(() => answer);

    expect(probed.evidence).toEqual({ kind: 'robots' });
    expect(lines()).toEqual([ROBOTS]);
  });

  it('is not asked for the one look that registering allows', async () => {
    const { probe, lines } = setUp(() => aFair402());

    await probe(aDueTarget(registered));
    await probe(aDueTarget({ ...registered, probedBefore: true }));

    expect(lines().slice(0, 2)).toEqual([`GET ${URL_ASKED}`, ROBOTS]);
  });

  it('of an origin that cannot be reached answers for all its targets', async () => {
    const { probe, lines } = setUp(() => 'unreachable-connect');

    const results = [await probe(aDueTarget()), await probe(aDueTarget({ method: 'POST' }))] as Probed[];

    expect(results.map(({ evidence }) => evidence)).toEqual(
      Array(2).fill({ kind: 'no-answer', reason: 'unreachable-connect' }),
    );
    expect(lines()).toEqual([ROBOTS]);
  });

  it('is asked again when a day has passed', async () => {
    const readAt = new Date('2026-11-19T12:00:00Z');
    const { probe, lines } = setUp(() => ({ status: 200 }), { kind: 'disallow-all', text: null, readAt });

    await probe(aDueTarget());

    expect(lines()).toEqual([ROBOTS, `GET ${URL_ASKED}`]);
  });

  it.each([
    [429, 'not-now'],
    [503, 'paused'],
  ])('that tells us to wait, by %i, speaks for its targets: nothing else is asked', async (status, kind) => {
    const { probe, lines, robots } = setUp((request) =>
      isRobots(request) ? { status, headers: { 'retry-after': '3600' } } : aFair402(),
    );

    const results = [
      await probe(aDueTarget()),
      await probe(aDueTarget()),
      await probe(aDueTarget(registered)),
    ];

    expect(results).toMatchObject([{ evidence: { kind } }, { evidence: { kind } }, 'stopped']);
    expect(lines()).toEqual([ROBOTS]);
    expect(robots.answered).toBeNull();
  });

  it('that allows us back at once does not keep us away', async () => {
    const { probed } = await probedBy((request) =>
      isRobots(request) ? { status: 429, headers: { 'retry-after': '0' } } : aFair402(),
    );

    expect(probed.evidence).toEqual({ kind: 'payable' });
  });

  it('that tells us to wait is heard', async () => {
    const { robots } = await (async () => {
      const { http } = aFakeHttp(() => ({ status: 503, headers: { 'retry-after': '60' } }));
      const clock = new FakeClock();
      const gate = new OriginGate(null, { perSecond: 1, burst: 4, concurrency: 1 }, clock, () =>
        Promise.resolve(),
      );
      const gateOfRobots = new RobotsGate('https://api.example.com', null, http, gate, clock);
      await gateOfRobots.check(new URL(URL_ASKED), new AbortController().signal);
      return { robots: gateOfRobots };
    })();

    expect(robots.waitUntil).toEqual(new Date('2026-11-20T12:01:00Z'));
  });
});

describe('a URL', () => {
  const open: StoredRobots = { kind: 'allow-all', text: null, readAt: new Date('2026-11-20T11:00:00Z') };

  it('is asked by GET, then by POST without a body', async () => {
    const { probed, sent } = await probedBy(
      ({ method }) => (method === 'GET' ? { status: 405 } : aFair402()),
      open,
    );

    expect(sent.map(({ method, body }) => [method, body])).toEqual([
      ['GET', undefined],
      ['POST', undefined],
    ]);
    expect(probed).toMatchObject({
      method: 'POST',
      evidence: { kind: 'payable' },
      reading: { method: 'POST' },
    });
  });

  // POST alone: what else a method may do, only the origin's own document can tell.
  it.each([404, 405])(`${ourRule('O8')} (%i)`, async (status) => {
    const { probed, lines } = await probedBy(
      ({ method }) => (method === 'GET' ? { status } : aFair402()),
      open,
    );

    expect(lines()).toEqual([`GET ${URL_ASKED}`, `POST ${URL_ASKED}`]);
    expect(probed).toMatchObject({ evidence: { kind: 'payable' }, reading: { method: 'POST' } });
  });

  it('gets the example of its registrant in a GET alone', async () => {
    const { probe, lines } = setUp(() => ({ status: 404 }), open);

    await probe(aDueTarget({ ...registered, example: '{"city":"Rome"}' }));

    expect(lines()).toEqual([`GET ${URL_ASKED}?city=Rome`, `POST ${URL_ASKED}`]);
  });

  it('is read under the address that answered', async () => {
    const { probed } = await probedBy(() => ({ ...aFair402(`${URL_ASKED}/`), url: `${URL_ASKED}/` }), open);

    expect(probed).toMatchObject({
      url: `${URL_ASKED}/`,
      reading: { resource: `${URL_ASKED}/`, method: 'GET' },
    });
  });

  it('leaves the method open where a POST was redirected', async () => {
    const { probe } = setUp(
      ({ method }) => (method === 'GET' ? { status: 404 } : { ...aFair402(), url: URL_ASKED }),
      open,
    );

    expect(await probe(aDueTarget())).toMatchObject({
      evidence: { kind: 'payable' },
      reading: { method: null },
      answer: { method: null },
    });
  });

  it('that was redirected to another is still the one that was asked', async () => {
    const elsewhere = 'https://api.example.com/v2/weather';
    const { probed } = await probedBy(() => ({ ...aFair402(elsewhere), url: elsewhere }), open);

    expect(probed).toMatchObject({ url: URL_ASKED, reading: { resource: URL_ASKED } });
  });

  it('leaves of an answer that is no challenge the head, and of a challenge all', async () => {
    const body = 'x'.repeat(5_000);

    const page = await probedBy(() => ({ status: 200, body }), open);
    const challenge = await probedBy(() => ({ ...aFair402(), body }), open);

    expect([page, challenge].map(({ probed }) => probed.answer?.body.byteLength)).toEqual([2_048, 5_000]);
  });

  it('says nothing where we may not ask', async () => {
    const { probe } = setUp(() => 'probes-off');

    expect(await probe(aDueTarget())).toBe('probes-off');
    expect(await probe(aDueTarget(registered))).toBe('probes-off');
  });
});

describe('a plain http URL', () => {
  const url = 'http://api.example.com/weather';

  it('is asked by https, and by nothing else where that answers', async () => {
    const { probe, lines } = setUp(() => ({ status: 403 }));

    const probed = await probe(aDueTarget({ ...registered, url, method: 'GET' }));

    expect(lines()).toEqual([`GET ${URL_ASKED}`]);
    expect(probed).toMatchObject({ evidence: { reason: 'auth-required' } });
  });

  it('is asked by http where https gives no answer, and says so', async () => {
    const { probe, lines, sent } = setUp((request) =>
      request.url.protocol === 'https:'
        ? 'unreachable-connect'
        : isRobots(request)
          ? { status: 404 }
          : aFair402(url),
    );

    const probed = (await probe(aDueTarget({ url }))) as Probed;

    expect(lines()).toEqual([ROBOTS, 'GET http://api.example.com/robots.txt', `GET ${url}`]);
    expect(sent.map(({ allowHttp }) => allowHttp)).toEqual([false, true, true]);
    expect(probed.reading?.resource).toBe(url);
    expect(probed.reading?.issues.map(({ code }) => code)).toContain('not-https');
  });

  it('on a port of its own is asked as it is', async () => {
    const { probe, sent } = setUp(() => 'port-not-allowed');

    await probe(aDueTarget({ ...registered, url: 'http://api.example.com:8080/weather#top' }));

    expect(sent.map(({ url: asked, allowHttp }) => [asked.href, allowHttp])).toEqual([
      ['http://api.example.com:8080/weather', false],
    ]);
  });
});
