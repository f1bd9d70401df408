import { type GuardedHttp } from '@bazaar/platform';

import { McpExchange } from '../probing/mcp-exchange.js';
import { McpSession } from '../probing/mcp-session.js';
import { type Visit } from '../probing/probed.js';
import { judgeFailure } from '../probing/verdict.js';
import { type ReadingOver } from './ask-document.js';

const LIMITS = { timeoutMs: 10_000, bodyBytesMax: 1_048_576, redirectsMax: 3 };

/** What an MCP server says that it has. */
export type ToolsAnswer =
  | { readonly kind: 'tools'; readonly tools: readonly unknown[] }
  | { readonly kind: 'failed'; readonly reason: 'mcp-unreachable' }
  | ReadingOver;

/** Asks an MCP server for its tools, and calls none of them. */
export async function listTools(
  url: URL,
  { http, visit }: { readonly http: GuardedHttp; readonly visit: Visit },
): Promise<ToolsAnswer> {
  const exchange = new McpExchange(http, LIMITS, url, visit);
  const session = new McpSession(exchange);
  try {
    await session.connect(url);
    return { kind: 'tools', tools: await session.tools() };
  } catch {
    if (visit.signal.aborted) return { kind: 'stopped' };
    const evidence = exchange.failure === null ? undefined : judgeFailure(exchange.failure.error);
    if (evidence === null) return { kind: 'probes-off' };
    return { kind: 'failed', reason: 'mcp-unreachable' };
  } finally {
    await session.close().catch(() => undefined);
  }
}
