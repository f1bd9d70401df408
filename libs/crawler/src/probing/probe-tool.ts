import { isTranscript } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type FetchLimits, type GuardedHttp } from '@bazaar/platform';
import { type Call, issue } from '@bazaar/x402';

import { type DueTarget } from '../schedule/lease.js';
import { callersExample } from './callers-example.js';
import { isOfOrigin } from './fill-in.js';
import { type Transcript } from './judge-tool.js';
import { type LastAnswer, McpExchange } from './mcp-exchange.js';
import { McpSession } from './mcp-session.js';
import { type Probed, type ProbeResult, type Visit, answered, failed, unasked } from './probed.js';
import { shownValue } from './shown-values.js';
import { argumentsFor, mayCall } from './tool-entry.js';

/** A tool to be looked at, with all that may be sent to it. */
export interface ToolToAsk extends Pick<DueTarget, 'registered' | 'example' | 'own'> {
  readonly url: URL;
  readonly toolName: string;
  /** What the origin's own document names at this URL. */
  readonly operations: readonly Call[];
}

/** What was heard, and whether the registrant's example was said. */
interface Talk {
  readonly transcript: Transcript;
  readonly hasCallersExample: boolean;
}

/** Looks at one tool of an MCP server: finds it in the list and, where it may be called, calls it without paying. */
export class ToolProber {
  constructor(
    private readonly http: GuardedHttp,
    private readonly limits: FetchLimits,
    private readonly clock: Clock,
  ) {}

  async probe(target: ToolToAsk, visit: Visit): Promise<ProbeResult> {
    const exchange = new McpExchange(this.http, this.limits, target.url, visit);
    const session = new McpSession(exchange);
    try {
      await session.connect(target.url);
      const { transcript, hasCallersExample } = await talk(session, target);
      const probed = this.answered(target, asAnswer(transcript), exchange);
      const isUnsent = target.example !== null && !hasCallersExample;
      return isUnsent ? { ...probed, issues: [...probed.issues, issue('example-unsent')] } : probed;
    } catch {
      return visit.signal.aborted ? 'stopped' : this.explain(target, exchange);
    } finally {
      await session.close().catch(() => undefined);
    }
  }

  /** The server could not be spoken to: what its last HTTP answer said, or that there was none. */
  private explain(target: ToolToAsk, exchange: McpExchange): ProbeResult {
    const { failure, last, signal, ms } = exchange;
    if (failure !== null) return failed(target.url, 'POST', failure);
    if (signal.aborted) return failed(target.url, 'POST', { error: 'unreachable-timeout', detail: '', ms });
    if (last !== null && !isTranscript(last.status, target.toolName))
      return this.answered(target, last, exchange);
    return { ...unasked(target.url, 'POST', { kind: 'unlistable', reason: 'mcp-unreachable' }), ms };
  }

  private answered({ url, toolName }: ToolToAsk, answer: LastAnswer, { ms }: McpExchange): Probed {
    const { status, headers, body } = answer;
    const kept = { method: 'POST', movedTo: null, beside: [] };
    return answered(
      { ...kept, url: url.href, status, headers, body: Buffer.from(body) },
      { toolName, method: 'POST', at: this.clock.now(), ms },
    );
  }
}

async function talk(session: McpSession, target: ToolToAsk): Promise<Talk> {
  const { url, toolName, registered, own, operations } = target;
  const tool = await session.find(toolName);
  if (tool === null) return { transcript: {}, hasCallersExample: false };
  const named = operations.filter((operation) => operation.toolName === toolName);
  const isNamed = named.length > 0;
  if (!mayCall(tool, { registered, isNamed })) return { transcript: { tool }, hasCallersExample: false };
  const callers = isNamed ? callersExample(target) : null;
  const calls = [...(own === null ? [] : [own.call]), ...named].filter((call) => isOfOrigin(call, url));
  const shown = calls.flatMap(({ parts }) => parts.filter((part) => part.in === 'ARGUMENTS')).map(shownValue);
  const args = argumentsFor(tool, [...shown, callers]);
  return {
    transcript: { tool, result: await session.call(tool.name, args) },
    hasCallersExample: args === callers,
  };
}

/** What was heard is what is kept, and kept whole: the tool's entry and the result of its call. */
const asAnswer = (transcript: Transcript): LastAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(transcript),
});
