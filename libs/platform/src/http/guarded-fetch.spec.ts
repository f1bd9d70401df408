import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { FetchPolicy } from './fetch-policy.js';
import { guardedFetch, GuardedFetchError } from './guarded-fetch.js';
import { GuardedHttp } from './guarded-http.js';

const LIMITS = { timeoutMs: 1_000, bodyBytesMax: 10_000, redirectsMax: 3 };

let server: Server;
let base: string;
let http: GuardedHttp;
let open: Set<ServerResponse>;

const event = (message: object): string =>
  `event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', ...message })}\n\n`;

/** An MCP server that answers every request with a stream of events, and never ends one. */
const mcpAnswers: Record<string, (params: Record<string, unknown>) => object> = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'seller', version: '1' },
  }),
  'tools/list': () => ({ tools: [{ name: 'weather', inputSchema: { type: 'object' } }] }),
};

beforeEach(async () => {
  open = new Set();
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      open.add(response);
      response.once('close', () => open.delete(response));
      if (request.url === '/json') response.writeHead(402, { 'content-type': 'application/json' }).end(body);
      else if (request.url === '/moved') response.writeHead(307, { location: '/json' }).end();
      else if (request.url === '/none') response.writeHead(204).end();
      else if (request.method !== 'POST') response.writeHead(405).end();
      else {
        const {
          id,
          method,
          params = {},
        } = JSON.parse(body) as { id?: number; method: string; params?: Record<string, unknown> };
        if (id === undefined) return void response.writeHead(202).end();
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(event({ method: 'notifications/message', params: { level: 'info', data: 'x' } }));
        if (method === 'flood') setInterval(() => response.write(event({ method: 'n' })), 1).unref();
        const result = mcpAnswers[method]?.(params);
        const text = event({ id, result });
        // In three pieces, with a line break torn apart.
        if (result) for (const part of [text.slice(0, 30), text.slice(30, -1), '\n']) response.write(part);
      }
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  http = new GuardedHttp({
    policy: FetchPolicy.fromConfig({ FETCH_ALLOW: `127.0.0.1/32:${port}`, PROBES: 'on' }),
  });
});

afterEach(async () => {
  await http.close();
  server.closeAllConnections();
  await new Promise<void>((resolve) => void server.close(() => resolve()));
});

const rpc = (method: string): RequestInit => ({
  method: 'POST',
  body: JSON.stringify({ jsonrpc: '2.0', id: 7, method }),
});

describe('guardedFetch', () => {
  it('answers like fetch', async () => {
    const response = await guardedFetch(http, LIMITS)(new URL('/moved', base), {
      method: 'POST',
      body: '{"a":1}',
    });

    expect([response.status, response.url, response.redirected]).toEqual([402, `${base}/json`, true]);
    expect(await response.json()).toEqual({ a: 1 });
    expect((await guardedFetch(http, LIMITS)(`${base}/none`)).status).toBe(204);
  });

  it('tells how long an answer took, without our own waiting for the address and for the redirect', async () => {
    const { port } = server.address() as AddressInfo;
    const waiting = new GuardedHttp({
      policy: FetchPolicy.fromConfig({ FETCH_ALLOW: `127.0.0.1/32:${port}`, PROBES: 'on' }),
      onAddress: async () => {
        await sleep(300);
      },
    });
    const heads: { headMs: number }[] = [];
    const onHead = heads.push.bind(heads);
    let turns = 0;
    const onRedirect = async (): Promise<void> => {
      await sleep(300 * ++turns);
    };

    await guardedFetch(waiting, LIMITS, { onHead, onRedirect })(`${base}/moved`);

    expect([turns, heads.length]).toEqual([1, 1]);
    expect(heads[0]!.headMs).toBeLessThan(290);
    await waiting.close();
  });

  it('leaves a redirect to a caller who asks for that', async () => {
    expect((await guardedFetch(http, LIMITS)(`${base}/moved`, { redirect: 'manual' })).status).toBe(307);
  });

  it('rejects with the reason', async () => {
    const refused = guardedFetch(http, LIMITS)('https://10.0.0.1/');

    await expect(refused).rejects.toBeInstanceOf(GuardedFetchError);
    await expect(refused).rejects.toMatchObject({ failure: { error: 'private-address' } });
  });

  it('ends an event stream with the answer, though the server keeps it open', async () => {
    const startedAt = performance.now();
    const response = await guardedFetch(http, LIMITS)(`${base}/mcp`, rpc('tools/list'));

    expect(await response.text()).toContain('weather');
    expect(performance.now() - startedAt).toBeLessThan(LIMITS.timeoutMs / 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(open.size).toBe(0);
  });

  it.each([
    ['silent', 'unreachable-timeout'],
    ['flood', 'body-too-large'],
  ])('bounds an event stream without an answer: %s', async (method, reason) => {
    const response = await guardedFetch(http, LIMITS)(`${base}/mcp`, rpc(method));

    await expect(response.text()).rejects.toMatchObject({ reason });
  });

  it('lets its reader hang up', async () => {
    const response = await guardedFetch(http, LIMITS)(`${base}/mcp`, rpc('silent'));

    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(open.size).toBe(0);
  });

  it('carries the MCP client', async () => {
    const transport = new StreamableHTTPClientTransport(new URL('/mcp', base), {
      fetch: guardedFetch(http, LIMITS),
    });
    const client = new Client({ name: 'bazaar', version: '0.1' });
    await client.connect(transport);

    const { tools } = await client.listTools();

    expect(tools.map((tool) => tool.name)).toEqual(['weather']);
    await client.close();
  });
});
