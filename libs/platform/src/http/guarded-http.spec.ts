import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { FetchPolicy } from './fetch-policy.js';
import { type FetchRequest } from './fetched.js';
import { GuardedHttp, type GuardedHttpOptions } from './guarded-http.js';

let server: Server;
let base: string;
let http: GuardedHttp;
let asked: { request: IncomingMessage; body: string }[];
let sockets: Set<unknown>;

beforeEach(async () => {
  asked = [];
  sockets = new Set();
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push({ request, body });
      sockets.add(request.socket);
      if (request.url === '/moved') response.writeHead(302, { location: '/' }).end();
      else if (request.url === '/for-good') response.writeHead(308, { location: '/' }).end();
      else if (request.url === '/for-now') response.writeHead(301, { location: '/moved' }).end();
      else if (request.url === '/kept') response.writeHead(307, { location: '/' }).end();
      else if (request.url === '/empty') response.writeHead(402, { 'content-encoding': 'gzip' }).end();
      else if (request.url === '/slow') setTimeout(() => response.end(), 5_000).unref();
      else {
        const headers = { 'content-encoding': 'gzip', 'set-cookie': 'a=b', 'X-Two': ['1', '2'] };
        response.writeHead(402, headers).end(gzipSync('{"x402Version":2}'));
      }
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  http = makeHttp();
});

afterEach(async () => {
  await http.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
});

function makeHttp(options: Partial<GuardedHttpOptions> = {}): GuardedHttp {
  const { port } = server.address() as AddressInfo;
  const policy = FetchPolicy.fromConfig({ FETCH_ALLOW: `127.0.0.1/32:${port}`, PROBES: 'on' });
  return new GuardedHttp({ policy, contactUrl: 'https://bazaar.example/bot', ...options });
}

const to = (path: string, change: Partial<FetchRequest> = {}): FetchRequest => ({
  url: new URL(path, base),
  method: 'GET',
  limits: { timeoutMs: 2_000, bodyBytesMax: 1_000, redirectsMax: 3 },
  redirects: 'same-origin',
  ...change,
});

describe('GuardedHttp', () => {
  it('says who asks, and nothing about payment or cookies', async () => {
    await http.request(to('/?a=b%20c'));

    expect(asked[0]!.request.url).toBe('/?a=b%20c');
    expect(asked[0]!.request.headers).toEqual({
      host: new URL(base).host,
      connection: 'keep-alive',
      accept: 'application/json',
      'accept-encoding': 'gzip, br',
      'user-agent': 'Bazaar/0.1 (+https://bazaar.example/bot)',
    });
  });

  it('hands back what was answered, decoded and without cookies', async () => {
    const result = await http.request(to('/moved'));

    expect(result).toMatchObject({ ok: true, value: { status: 402, redirects: 1, address: '127.0.0.1' } });
    if (!result.ok) throw new Error(result.error);
    expect(result.value.url.href).toBe(`${base}/`);
    expect(result.value.headers).toMatchObject({ 'x-two': '1, 2' });
    expect(result.value.headers).not.toHaveProperty('set-cookie');
    expect(Buffer.from(result.value.body).toString()).toBe('{"x402Version":2}');
  });

  it.each([
    ['/', false],
    ['/moved', false],
    ['/for-good', true],
    ['/for-now', false],
  ])('says whether %s has moved for good: %s', async (path, isMoved) => {
    expect(await http.request(to(path))).toMatchObject({ ok: true, value: { status: 402, isMoved } });
  });

  it.each(['X-PAYMENT', 'payment-signature', 'Cookie', 'Host', 'user-agent'])(
    'throws where a caller sets %s',
    async (name) => {
      await expect(http.request(to('/', { headers: { [name]: 'x' } }))).rejects.toThrow('never ours to send');
      expect(asked).toEqual([]);
    },
  );

  it('keeps method and body on 307, and drops both on 302', async () => {
    const post = {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'Content-Type': 'application/json' },
    } as const;

    await http.request(to('/kept', post));
    await http.request(to('/moved', post));

    expect(asked.map(({ request, body }) => [request.method, request.headers['content-type'], body])).toEqual(
      [
        ['POST', 'application/json', '{"a":1}'],
        ['POST', 'application/json', '{"a":1}'],
        ['POST', 'application/json', '{"a":1}'],
        ['GET', undefined, ''],
      ],
    );
  });

  it('takes an empty body in any encoding, and a HEAD', async () => {
    expect(await http.request(to('/empty'))).toMatchObject({ ok: true, value: { status: 402 } });
    expect(await http.request(to('/', { method: 'HEAD' }))).toMatchObject({
      ok: true,
      value: { status: 402 },
    });
  });

  it('reuses a connection to the same origin and address', async () => {
    for (let n = 0; n < 5; n++) await http.request(to('/'));

    expect(sockets.size).toBe(1);
  });

  it('asks for the budget of an address before every hop, and gives it back', async () => {
    const log: string[] = [];
    const budgeted = makeHttp({
      onAddress: async (address) => {
        log.push(`take ${address} after ${asked.length}`);
        return Promise.resolve(() => void log.push('give'));
      },
    });

    await budgeted.request(to('/moved'));

    expect(log).toEqual(['take 127.0.0.1 after 0', 'give', 'take 127.0.0.1 after 1', 'give']);
    await budgeted.close();
  });

  it('does not count the wait for a budget as time of the seller', async () => {
    const waiting = makeHttp({ onAddress: () => new Promise<void>((resolve) => setTimeout(resolve, 300)) });
    const limits = { timeoutMs: 200, bodyBytesMax: 1_000, redirectsMax: 0 };

    const result = await waiting.request(to('/', { limits }));

    expect(result.ok && result.value.ms).toBeLessThan(290);
    await waiting.close();
  });

  it('gives a budget back that comes after its caller stopped', async () => {
    let given = 0;
    const late = async () =>
      new Promise<() => void>((resolve) => setTimeout(() => resolve(() => given++), 100));
    const client = makeHttp({ onAddress: late });

    const result = await client.request(to('/', { signal: AbortSignal.timeout(20) }));
    await new Promise((resolve) => setTimeout(resolve, 150));

    expect([result.ok, given, asked.length]).toEqual([false, 1, 0]);
    await client.close();
  });

  it('stops when its caller does', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);

    const result = await http.request(to('/slow', { signal: stop.signal }));

    expect(result).toMatchObject({
      ok: false,
      error: 'unreachable-timeout',
      detail: 'stopped by the caller',
    });
  });

  it('cuts a stream that nobody reads at its deadline', async () => {
    const given: string[] = [];
    const client = makeHttp({ onAddress: () => Promise.resolve(() => void given.push('back')) });

    await client.open(to('/', { limits: { timeoutMs: 100, bodyBytesMax: 1_000, redirectsMax: 0 } }));
    await new Promise((resolve) => setTimeout(resolve, 200));

    expect(given).toEqual(['back']);
    await client.close();
  });
});
