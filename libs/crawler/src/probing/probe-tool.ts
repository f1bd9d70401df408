import { type Clock } from '@bazaar/kernel';
import { type FetchLimits, type GuardedHttp } from '@bazaar/platform';
import { readToolResource } from '@bazaar/x402';

import { type DueTarget } from '../schedule/lease.js';
import { McpExchange } from './mcp-exchange.js';
import { McpSession } from './mcp-session.js';
import { type Probed, type ProbeResult, type Visit, failed, unanswered } from './probed.js';
import { type ToolEntry, argumentsFor, mayCall } from './tool-entry.js';
import { type Verdict, judgeAnswer } from './verdict.js';

type Tool = Pick<DueTarget, 'registered'> & { readonly toolName: string };

const TRANSPORT = 'streamable-http';

/** Looks at one tool of an MCP server: finds it in the list and, where it may be called, calls it without paying. */
export class ToolProber {
  constructor(
    private readonly http: GuardedHttp,
    private readonly limits: FetchLimits,
    private readonly clock: Clock,
  ) {}

  async probe(url: URL, target: Tool, visit: Visit): Promise<ProbeResult> {
    const exchange = new McpExchange(this.http, this.limits, url, visit);
    const session = new McpSession(exchange);
    try {
      await session.connect(url);
      const tool = await session.find(target.toolName);
      if (tool === null) return answered(url, exchange, refused('mcp-tool-missing'), null);
      if (!mayCall(tool, target)) return answered(url, exchange, refused('mcp-no-payment'), { tool });
      const called = await session.call(tool.name, argumentsFor(tool));
      const verdict = judgeCall(url, tool, called);
      return answered(url, exchange, verdict, { tool, result: called });
    } catch {
      return visit.signal.aborted ? 'stopped' : this.explain(url, target.toolName, exchange);
    } finally {
      await session.close().catch(() => undefined);
    }
  }

  /** The server could not be spoken to: what its last HTTP answer said, or that there was none. */
  private explain(url: URL, toolName: string, { failure, last, signal, ms }: McpExchange): ProbeResult {
    if (failure !== null) return failed(url, 'POST', failure);
    if (signal.aborted) return failed(url, 'POST', 'unreachable-timeout');
    if (last === null || last.status < 400)
      return unanswered(url, 'POST', refused('mcp-unreachable').evidence);
    const verdict = judgeAnswer({ ...last, url: url.href, method: 'POST', toolName }, this.clock.now());
    const told = isTelling(verdict) ? verdict : refused('mcp-unreachable');
    const { status, headers, body } = last;
    return {
      ...told,
      url: url.href,
      method: 'POST',
      answer: { status, headers, body: Buffer.from(body), ms },
    };
  }
}

function judgeCall(url: URL, tool: ToolEntry, called: unknown): Verdict {
  const reading = readToolResource({
    serverUrl: url.href,
    toolName: tool.name,
    transport: TRANSPORT,
    tool,
    result: called,
  });
  if (!reading.ok) return refused(reading.error);
  return { evidence: { kind: 'payable' }, reading: reading.value };
}

/** An answer that says more than that this is no MCP server. */
const isTelling = ({ evidence }: Verdict): boolean =>
  evidence.kind !== 'unlistable' || evidence.reason === 'auth-required' || evidence.reason === 'http-5xx';

type Unlistable = Extract<Probed['evidence'], { kind: 'unlistable' }>;

const refused = (reason: Unlistable['reason']): Verdict => ({
  evidence: { kind: 'unlistable', reason },
  reading: null,
});

/** The raw answer is what was read: the tool's entry and the result of its call, as JSON. */
const answered = (url: URL, { last, ms }: McpExchange, verdict: Verdict, seen: object | null): Probed => ({
  ...verdict,
  url: url.href,
  method: 'POST',
  answer: {
    status: last?.status ?? 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(seen ?? {})),
    ms,
  },
});
