import { type Clock } from '@bazaar/kernel';
import { type FetchLimits, type GuardedHttp } from '@bazaar/platform';

import { type DueTarget } from '../schedule/lease.js';
import { type Transcript, refused } from './judge-tool.js';
import { type LastAnswer, McpExchange } from './mcp-exchange.js';
import { McpSession } from './mcp-session.js';
import { type Probed, type ProbeResult, type Visit, answered, failed, unanswered } from './probed.js';
import { argumentsFor, mayCall } from './tool-entry.js';

type Tool = Pick<DueTarget, 'registered'> & { readonly toolName: string };

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
      const transcript = await listen(session, target);
      return this.answered(url, target, asAnswer(transcript), exchange);
    } catch {
      return visit.signal.aborted ? 'stopped' : this.explain(url, target, exchange);
    } finally {
      await session.close().catch(() => undefined);
    }
  }

  /** The server could not be spoken to: what its last HTTP answer said, or that there was none. */
  private explain(url: URL, target: Tool, exchange: McpExchange): ProbeResult {
    const { failure, last, signal } = exchange;
    if (failure !== null) return failed(url, 'POST', failure);
    if (signal.aborted) return failed(url, 'POST', 'unreachable-timeout');
    if (last === null || last.status < 400)
      return unanswered(url, 'POST', refused('mcp-unreachable').evidence);
    return this.answered(url, target, last, exchange);
  }

  private answered(url: URL, { toolName }: Tool, answer: LastAnswer, { ms }: McpExchange): Probed {
    const { status, headers, body } = answer;
    return answered(
      { url: url.href, method: 'POST', status, headers, body: Buffer.from(body) },
      { toolName, method: 'POST', at: this.clock.now(), ms },
    );
  }
}

async function listen(session: McpSession, target: Tool): Promise<Transcript> {
  const tool = await session.find(target.toolName);
  if (tool === null) return {};
  if (!mayCall(tool, target)) return { tool };
  return { tool, result: await session.call(tool.name, argumentsFor(tool)) };
}

/** What was heard is what is kept, and kept whole: the tool's entry and the result of its call. */
const asAnswer = (transcript: Transcript): LastAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(transcript),
});
