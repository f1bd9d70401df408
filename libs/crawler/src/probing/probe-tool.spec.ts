import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { aChallenge } from '../../../../test/builders/a-challenge.js';
import { FakeClock } from '../../../../test/builders/a-clock.js';
import { aCall, aDueTarget, aPart } from '../../../../test/builders/a-due-target.js';
import { type FakeHandler, aFakeHttp } from '../../../../test/builders/a-fake-http.js';
import { OriginGate } from '../manners/origin-gate.js';
import { RobotsGate } from '../robots/robots-gate.js';
import { type Probed } from './probed.js';
import { ToolProber, type ToolToAsk } from './probe-tool.js';

const SERVER = new URL('https://tools.example.com/mcp');
const LIMITS = { bodyBytesMax: 65_536, redirectsMax: 3 };

interface Rpc {
  readonly id?: number;
  readonly method: string;
  readonly params?: { readonly cursor?: string; readonly name?: string; readonly arguments?: object };
}

const paid = {
  name: 'geocode',
  inputSchema: { type: 'object' },
  _meta: { x402: { example: { q: 'Rome' } } },
};
const challenge = { isError: true, structuredContent: aChallenge({ url: SERVER.href }), content: [] };
const initialized = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: {} },
  serverInfo: { name: 'tools', version: '1' },
};

/** A server that speaks JSON-RPC: each method's result, or what it answers in place of one. */
function aServer(results: (rpc: Rpc) => unknown, asEvents = false): { handler: FakeHandler; calls: Rpc[] } {
  const calls: Rpc[] = [];
  const handler: FakeHandler = ({ body }) => {
    const rpc = JSON.parse(Buffer.from(body ?? '').toString()) as Rpc;
    calls.push(rpc);
    if (rpc.id === undefined) return { status: 202 };
    const result = rpc.method === 'initialize' ? initialized : results(rpc);
    const message = JSON.stringify({ jsonrpc: '2.0', id: rpc.id, ...wrapped(result) });
    return asEvents
      ? {
          status: 200,
          headers: { 'content-type': 'text/event-stream' },
          body: `event: message\ndata: ${message}\n\n`,
        }
      : { status: 200, headers: { 'content-type': 'application/json' }, body: message };
  };
  return { handler, calls };
}

const wrapped = (result: unknown): object =>
  typeof result === 'object' && result !== null && 'rpcError' in result
    ? { error: result.rpcError }
    : { result };

interface World extends Partial<ToolToAsk> {
  /** How long each request has to wait for its turn. */
  readonly turnMs?: number;
  readonly timeoutMs?: number;
}

async function probe(handler: FakeHandler, { turnMs, timeoutMs = 1_000, ...change }: World = {}) {
  const { http, sent } = aFakeHttp(handler);
  const clock = new FakeClock();
  const burst = turnMs === undefined ? 100 : 0;
  const gate = new OriginGate(null, { perSecond: 1, burst, concurrency: 2 }, clock, () => sleep(turnMs));
  const robots = new RobotsGate(SERVER.origin, null, http, gate, clock);
  const { signal } = new AbortController();
  const prober = new ToolProber(http, { ...LIMITS, timeoutMs }, clock);
  const target = { ...aDueTarget(), url: SERVER, toolName: 'geocode', operations: [], ...change };
  const probed = (await prober.probe(target, { gate, robots, signal })) as Probed;
  return { probed, sent, held: getEventListeners(signal, 'abort') };
}

const answering = (tools: unknown[], call: unknown = challenge) =>
  aServer(({ method }) => (method === 'tools/list' ? { tools } : call));

describe('a tool of an MCP server', () => {
  it.each([
    ['as JSON', false],
    ['as events', true],
  ])('is found, called without paying, and read: %s', async (_how, asEvents) => {
    const { handler, calls } = aServer(
      ({ method }) => (method === 'tools/list' ? { tools: [paid] } : challenge),
      asEvents,
    );
    const { probed, sent, held } = await probe(handler);

    expect(held).toEqual([]); // a visit looks at many: none may stay behind
    expect(probed).toMatchObject({
      evidence: { kind: 'payable' },
      reading: { type: 'MCP', resource: SERVER.href, toolName: 'geocode', method: null },
    });
    expect(calls.map(({ method }) => method)).toEqual([
      'initialize',
      'notifications/initialized',
      'tools/list',
      'tools/call',
    ]);
    expect(calls.at(-1)?.params).toEqual({ name: 'geocode', arguments: { q: 'Rome' } });
    expect(sent.every(({ method }) => method === 'POST')).toBe(true);
    expect(JSON.parse(Buffer.from(probed.answer!.body).toString())).toMatchObject({
      tool: paid,
      result: challenge,
    });
  });

  it('is read from a JSON-RPC error too', async () => {
    const { handler } = answering([paid], {
      rpcError: { code: 402, message: 'Pay', data: challenge.structuredContent },
    });

    expect((await probe(handler)).probed.evidence).toEqual({ kind: 'payable' });
  });

  it.each([
    ['nobody marks it', [{ ...paid, _meta: {} }], 'mcp-no-payment'],
    ['it destroys', [{ ...paid, annotations: { destructiveHint: true } }], 'mcp-destructive'],
    ['it is not listed', [{ ...paid, name: 'other' }], 'mcp-tool-missing'],
    ['nothing is listed', [], 'mcp-tool-missing'],
  ])('is not called where %s', async (_what, tools, reason) => {
    const { handler, calls } = answering(tools);

    expect((await probe(handler)).probed.evidence).toEqual({ kind: 'unlistable', reason });
    expect(calls.some(({ method }) => method === 'tools/call')).toBe(false);
  });

  it('is called where a person registered it, and refused where it asks for nothing', async () => {
    const { handler, calls } = answering([{ ...paid, _meta: {} }], {
      content: [{ type: 'text', text: '1' }],
    });

    const { probed } = await probe(handler, { registered: true });

    expect(probed.evidence).toEqual({ kind: 'unlistable', reason: 'mcp-no-payment' });
    expect(probed.issues).toEqual([{ code: 'mcp-no-payment', detail: 'called: no payment was asked for' }]);
    expect(calls.at(-1)?.params).toEqual({ name: 'geocode', arguments: {} });
  });

  const unmarked = { ...paid, _meta: {} };
  const arguing = (example: unknown) =>
    aCall({ url: SERVER.href, method: null, toolName: 'geocode', parts: [aPart('ARGUMENTS', example)] });

  it.each([
    ['its last 402', { own: { method: null, exampleUrl: null, call: arguing({ q: 'Oslo' }) } }],
    ['its origin’s document', { operations: [arguing({ q: 'Oslo' })] }],
  ])('is called with what is shown by %s', async (_what, change) => {
    const { handler, calls } = answering([unmarked]);

    await probe(handler, { registered: true, ...change });

    expect(calls.at(-1)?.params).toEqual({ name: 'geocode', arguments: { q: 'Oslo' } });
  });

  it('is not called with the registrant’s example, unless its origin’s document names it', async () => {
    const held = answering([unmarked]);
    const sent = answering([unmarked]);
    const example = '{"q":"of the registrant"}';

    const unsent = await probe(held.handler, { registered: true, example });
    const named = await probe(sent.handler, { example, operations: [{ ...arguing(null), parts: [] }] });

    expect(held.calls.at(-1)?.params?.arguments).toEqual({});
    expect(unsent.probed.issues).toEqual([{ code: 'example-unsent', detail: null }]);
    expect(sent.calls.at(-1)?.params?.arguments).toEqual({ q: 'of the registrant' });
    expect(named.probed.issues).toEqual([]);
  });

  it('is not called with what another origin shows', async () => {
    const { handler, calls } = answering([unmarked]);
    const call = { ...arguing({ q: 'elsewhere' }), url: 'https://other.example.com/mcp' };

    await probe(handler, { registered: true, own: { method: null, exampleUrl: null, call } });

    expect(calls.at(-1)?.params?.arguments).toEqual({});
  });

  it('is looked for on later pages, though not for ever', async () => {
    const found = aServer(({ method, params }) =>
      method !== 'tools/list'
        ? challenge
        : params?.cursor === '2'
          ? { tools: [paid] }
          : { tools: [], nextCursor: '2' },
    );
    const endless = aServer(() => ({ tools: [], nextCursor: 'again' }));

    expect((await probe(found.handler)).probed.evidence).toEqual({ kind: 'payable' });
    expect((await probe(endless.handler)).probed.evidence).toEqual({
      kind: 'unlistable',
      reason: 'mcp-tool-missing',
    });
    expect(endless.calls.length).toBeLessThan(15);
  });
});

describe('our own waiting', () => {
  it('is neither the server’s time nor its silence', async () => {
    const { handler } = answering([paid]);

    const { probed } = await probe(handler, { turnMs: 120, timeoutMs: 20 });

    expect(probed).toMatchObject({ evidence: { kind: 'payable' }, ms: 1 });
  });
});

describe('a server that is none', () => {
  it.each([
    [
      'a page',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' },
      'unlistable mcp-unreachable',
    ],
    [
      'JSON of another kind',
      { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":1}' },
      'unlistable mcp-unreachable',
    ],
    ['404', { status: 404 }, 'unlistable mcp-unreachable'],
    ['405', { status: 405 }, 'unlistable mcp-unreachable'],
    ['401', { status: 401 }, 'unlistable auth-required'],
    ['500', { status: 500 }, 'unlistable http-5xx'],
    ['410', { status: 410 }, 'gone '],
    ['429', { status: 429, headers: { 'retry-after': '60' } }, 'not-now rate-limited'],
    ['no host', 'unreachable-dns', 'no-answer unreachable-dns'],
    ['a private address', 'private-address', 'unlistable private-address'],
  ] as const)('is told by its answer: %s', async (_what, answer, expected) => {
    const { evidence } = (await probe(() => answer)).probed;

    expect(`${evidence.kind} ${'reason' in evidence ? evidence.reason : ''}`).toBe(expected);
  });

  it('may ask for payment before it speaks at all', async () => {
    const body = JSON.stringify(aChallenge({ url: SERVER.href }));
    const headers = { 'payment-required': Buffer.from(body).toString('base64') };

    const { probed } = await probe(() => ({ status: 402, headers, body }));

    expect(probed).toMatchObject({
      evidence: { kind: 'payable' },
      reading: { type: 'MCP', toolName: 'geocode' },
    });
  });
});
