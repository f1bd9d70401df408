import { type IncomingHttpHeaders, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

interface SeenWhole {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Answers all but robots.txt, of which there is none; or is an MCP server whose tools are free. */
type Behaviour = ((request: SeenWhole) => Answer) | { readonly tools: readonly object[] };

export interface RecordingSite {
  readonly origin: string;
  readonly allow: string;
  /** All that reached it, whole. */
  readonly seen: readonly SeenWhole[];
  /** `POST /x {"a":1}`: method, path, and the body where there was one. */
  lines(): readonly string[];
  /** What was said in JSON-RPC: each method, and of a call all of it. */
  calls(): readonly string[];
  close(): Promise<void>;
}

/** A stranger's server on loopback that writes everything down, and tempts whoever comes with a cookie. */
export async function aRecordingSite(behaviour: Behaviour): Promise<RecordingSite> {
  const seen: SeenWhole[] = [];
  const answer = typeof behaviour === 'function' ? behaviour : mcpServer(behaviour.tools);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const whole = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
      seen.push(whole);
      const { status, headers: said, body } = path === '/robots.txt' ? { status: 404 } : answer(whole);
      response.writeHead(status, { 'set-cookie': 'caught=1', ...said }).end(body);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    allow: `127.0.0.1/32:${port}`,
    seen,
    lines: () => seen.map(({ method, path, body }) => [method, path, body].filter(Boolean).join(' ')),
    calls: () => seen.flatMap(({ method, body }) => (method === 'POST' ? [callIn(body)] : [])),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function callIn(body: string): string {
  const { method, params } = JSON.parse(body) as { method: string; params?: object };
  return method === 'tools/call' ? `${method} ${JSON.stringify(params)}` : method;
}

const INITIALIZED = {
  protocolVersion: '2025-06-18',
  capabilities: { tools: {} },
  serverInfo: { name: 'tools', version: '1' },
};

function mcpServer(tools: readonly object[]): (request: SeenWhole) => Answer {
  const results: Readonly<Record<string, object>> = {
    initialize: INITIALIZED,
    'tools/list': { tools },
    'tools/call': { content: [{ type: 'text', text: 'done' }] },
  };
  return ({ method, body }) => {
    if (method !== 'POST') return { status: 405 };
    const { id, method: called } = JSON.parse(body) as { id?: number; method: string };
    if (id === undefined) return { status: 202 };
    const message = { jsonrpc: '2.0', id, result: results[called] };
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
    };
  };
}
