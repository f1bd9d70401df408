import { Socket } from 'node:net';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { type AddressInfo } from 'node:net';
import { hostileAnswers } from '../../../../test/e2e/hostile-targets/hostile-answers.js';
import {
  hostileServer,
  trapServer,
  type TestServer,
} from '../../../../test/e2e/hostile-targets/hostile-server.js';
import {
  hostileUrls,
  privateAnswers,
  privateHosts,
} from '../../../../test/e2e/hostile-targets/hostile-targets.js';
import { selfSignedCertificate } from '../../../../test/e2e/hostile-targets/self-signed-certificate.js';
import { FetchPolicy } from './fetch-policy.js';
import { type Fetched, type FetchRequest, type FetchResult } from './fetched.js';
import { GuardedHttp } from './guarded-http.js';

const LIMITS = { timeoutMs: 600, bodyBytesMax: 65_536, redirectsMax: 3 };
const PUBLIC_ADDRESS = '93.184.216.34';

let traps: readonly TestServer[];
let hostile: TestServer;
let tls: TlsServer;
let tlsPort: number;
let http: GuardedHttp;
let ca: string;
/** Answers by name; the last one is repeated. */
const names = new Map<string, (readonly string[])[]>();
/** Every connection this process opened, and to where. None leaves the machine. */
const dialled: string[] = [];
const originalConnect = Socket.prototype.connect;

beforeAll(async () => {
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    const { host, port } = given.flat()[0] as { host: string; port: number };
    dialled.push(`${host} ${port}`);
    if (/^(?:127\.|::1$)/.test(host)) return Reflect.apply(originalConnect, this, given) as Socket;
    setImmediate(() => this.destroy(Object.assign(new Error('not in a test'), { code: 'ECONNREFUSED' })));
    return this;
  };
  traps = await Promise.all([trapServer(), trapServer(), trapServer('0.0.0.0')]);
  hostile = await hostileServer();
  const { key, cert } = selfSignedCertificate('seller.example.net');
  ca = cert;
  tls = createTlsServer({ key, cert }, (socket) => {
    socket
      .on('error', () => undefined)
      .once('data', () => socket.end('HTTP/1.1 402 Pay\r\ncontent-length: 2\r\n\r\n{}'));
  });
  await new Promise<void>((resolve) => void tls.listen(0, '127.0.0.1', resolve));
  tlsPort = (tls.address() as AddressInfo).port;
  http = makeHttp();
});

afterAll(async () => {
  Socket.prototype.connect = originalConnect;
  await http.close();
  await Promise.all([...traps, hostile].map((server) => server.close()));
  await new Promise<void>((resolve) => void tls.close(() => resolve()));
});

beforeEach(() => {
  names.clear();
  dialled.length = 0;
});

afterEach(() => {
  const allowed = [hostile.port, tlsPort].map((port) => `127.0.0.1 ${port}`);

  expect(traps.map((trap) => trap.connections())).toEqual([0, 0, 0]);
  expect(dialled.filter((place) => !allowed.includes(place) && !place.startsWith('93.184.216.3'))).toEqual(
    [],
  );
});

function makeHttp(
  options: { ca?: string; probes?: 'on' | 'off'; onAddress?: (address: string) => Promise<() => void> } = {},
) {
  const { probes = 'on', ...rest } = options;
  return new GuardedHttp({
    ...rest,
    policy: FetchPolicy.fromConfig({
      FETCH_ALLOW: `127.0.0.1/32:${hostile.port},127.0.0.1/32:${tlsPort}`,
      PROBES: probes,
    }),
    resolver: async (name) => {
      const answers = names.get(name);
      if (answers === undefined)
        throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
      return Promise.resolve((answers.length > 1 ? answers.shift() : answers[0]) ?? []);
    },
  });
}

const trapPort = (): number => traps[0]!.port;
const at = (path: string): string => `http://127.0.0.1:${hostile.port}${path}`;
const redirectTo = (url: string): string => at(`/redirect?to=${encodeURIComponent(url)}`);

async function get(
  url: string,
  change: Partial<FetchRequest> = {},
  client = http,
): Promise<FetchResult<Fetched>> {
  const startedAt = performance.now();
  const result = await client.request({
    url: new URL(url),
    method: 'GET',
    limits: LIMITS,
    redirects: 'same-origin',
    ...change,
  });

  expect(performance.now() - startedAt).toBeLessThan(LIMITS.timeoutMs + 2_000);
  return result;
}

const reasonOf = (result: FetchResult<Fetched>): string =>
  result.ok ? `answered ${result.value.status}` : result.error;

describe.each(privateHosts)('a host that is not public: %s', (_what, host) => {
  it.each([
    ['by https', () => `https://${host}/`],
    ['by http', () => `http://${host}/`],
    ['on the port of a trap', () => `http://${host}:${trapPort()}/`],
    ['behind a redirect', () => redirectTo(`http://${host}:${trapPort()}/`)],
    ['behind two redirects', () => redirectTo(redirectTo(`https://${host}/`))],
  ])('is refused %s', async (_how, url) => {
    names.set(host.toLowerCase(), [['127.0.0.1']]);

    expect(reasonOf(await get(url(), { allowHttp: true }))).toBe('private-address');
  });
});

describe.each(privateAnswers)('a name that resolves to %s', (_what, addresses) => {
  it.each(['https://seller.example.net/', 'http://seller.example.net/', 'https://seller.example.net:80/'])(
    'is refused: %s',
    async (url) => {
      names.set('seller.example.net', [addresses]);

      expect(reasonOf(await get(url, { allowHttp: true }))).toBe('private-address');
      expect(dialled).toEqual([]);
    },
  );
});

describe('a URL', () => {
  it.each(hostileUrls)('%s ends as %s', async (url, reason) => {
    names.set('example.com', [[PUBLIC_ADDRESS]]);
    const target = url.replace('PORT', String(trapPort()));

    expect(reasonOf(await get(target))).toBe(reason);
    // Whether a redirect leads to http is of no interest where it leads elsewhere.
    expect(reasonOf(await get(redirectTo(target)))).toBe(
      reason === 'not-https' ? 'redirect-off-origin' : reason,
    );
    expect(dialled.every((place) => place.endsWith(` ${hostile.port}`))).toBe(true);
  });

  it('of a port that FETCH_ALLOW names still needs an address that it names', async () => {
    names.set('a.example.net', [[PUBLIC_ADDRESS]]);
    names.set('b.example.net', [['127.0.0.2']]);
    names.set('c.example.net', [['127.0.0.1', PUBLIC_ADDRESS]]);

    expect(reasonOf(await get(`http://a.example.net:${hostile.port}/`))).toBe('port-not-allowed');
    expect(reasonOf(await get(`http://b.example.net:${hostile.port}/`))).toBe('private-address');
    expect(reasonOf(await get(`http://c.example.net:${hostile.port}/`))).toBe('port-not-allowed');
  });

  it('goes nowhere but to FETCH_ALLOW while probes are off', async () => {
    const off = makeHttp({ probes: 'off' });
    names.set('example.com', [[PUBLIC_ADDRESS]]);

    expect(reasonOf(await get('https://example.com/', {}, off))).toBe('probes-off');
    expect(reasonOf(await get(`https://${PUBLIC_ADDRESS}/`, {}, off))).toBe('probes-off');
    expect(reasonOf(await get(at('/'), {}, off))).toBe('answered 402');
    expect(dialled).toEqual([`127.0.0.1 ${hostile.port}`]);
    await off.close();
  });
});

describe('a name that changes its answer', () => {
  it('is looked up once a hop, and what was checked is dialled', async () => {
    names.set('rebind.example.net', [[PUBLIC_ADDRESS], ['127.0.0.1']]);

    expect(reasonOf(await get('https://rebind.example.net/'))).toBe('unreachable-connect');
    expect(dialled).toEqual([`${PUBLIC_ADDRESS} 443`]);
    expect(reasonOf(await get('https://rebind.example.net/'))).toBe('private-address');
  });

  it('is looked up again for a redirect', async () => {
    names.set('rebind.example.net', [['127.0.0.1'], ['127.0.0.2']]);

    expect(reasonOf(await get(`http://rebind.example.net:${hostile.port}/redirect?to=/x`))).toBe(
      'private-address',
    );
  });

  it('has three of its addresses tried at most', async () => {
    names.set('many.example.net', [['1', '2', '3', '4'].map((last) => `93.184.216.3${last}`)]);

    expect(reasonOf(await get('https://many.example.net/'))).toBe('unreachable-connect');
    expect(dialled).toHaveLength(3);
  });

  it('and one without an answer is unreachable', async () => {
    names.set('empty.example.net', [[]]);

    expect(reasonOf(await get('https://empty.example.net/'))).toBe('unreachable-dns');
    expect(reasonOf(await get('https://missing.example.net/'))).toBe('unreachable-dns');
  });
});

describe('redirects', () => {
  it.each([
    ['a loop', '/loop', 'too-many-redirects'],
    ['another path', '/redirect?to=/x', 'answered 402'],
    ['another path, POST kept', '/redirect?status=308&to=/x', 'answered 402'],
    ['no scheme', '/redirect?to=//example.com/', 'redirect-off-origin'],
    ['another host', '/redirect?to=https://example.com/', 'redirect-off-origin'],
    ['a host that only starts alike', '/redirect?to=https://127.0.0.1.example.com/', 'redirect-off-origin'],
  ])('to %s', async (_what, path, outcome) => {
    expect(reasonOf(await get(at(path)))).toBe(outcome);
  });

  it('are the answer where the caller follows none', async () => {
    expect(reasonOf(await get(at('/loop'), { redirects: 'none' }))).toBe('answered 302');
  });

  it('ask at most redirectsMax + 1 times', async () => {
    const before = hostile.seen.length;

    await get(at('/loop'));

    expect(hostile.seen.length - before).toBe(LIMITS.redirectsMax + 1);
  });
});

describe('a server we contact', () => {
  it.each(hostileAnswers.map(([what, reason]) => [what, reason] as const))(
    '%s ends as %s',
    async (what, reason) => {
      expect(reasonOf(await get(at(`/${what}`)))).toBe(reason);
    },
  );

  it('behind a bomb costs little memory', async () => {
    const before = process.memoryUsage().rss;

    await Promise.all(Array.from({ length: 20 }, () => get(at('/gzip-bomb'))));

    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024); // 20 bombs hold 640 MiB
  });

  it('must show a certificate we trust', async () => {
    expect(reasonOf(await get(`https://127.0.0.1:${tlsPort}/`))).toBe('unreachable-tls');
    expect(reasonOf(await get(`https://127.0.0.1:${hostile.port}/`))).toBe('unreachable-tls');
    expect(reasonOf(await get(`http://127.0.0.1:${tlsPort}/`))).toMatch(/bad-response|unreachable-connect/);
  });

  it('must show a certificate of its name, not of its address', async () => {
    const trusting = makeHttp({ ca });
    names.set('seller.example.net', [['127.0.0.1']]);
    names.set('other.example.net', [['127.0.0.1']]);

    expect(reasonOf(await get(`https://seller.example.net:${tlsPort}/`, {}, trusting))).toBe('answered 402');
    expect(reasonOf(await get(`https://seller.example.net.:${tlsPort}/`, {}, trusting))).toBe('answered 402');
    expect(reasonOf(await get(`https://other.example.net:${tlsPort}/`, {}, trusting))).toBe(
      'unreachable-tls',
    );
    await trusting.close();
  });

  it('that refuses connections is unreachable', async () => {
    await hostileServerGone(async (url, client) => {
      expect(reasonOf(await get(url, {}, client))).toBe('unreachable-connect');
    });
  });

  async function hostileServerGone(then: (url: string, client: GuardedHttp) => Promise<void>): Promise<void> {
    const gone = await trapServer();
    await gone.close();
    const policy = FetchPolicy.fromConfig({ FETCH_ALLOW: `127.0.0.1/32:${gone.port}`, PROBES: 'on' });
    await then(`http://127.0.0.1:${gone.port}/`, new GuardedHttp({ policy }));
    dialled.length = 0;
  }
});
