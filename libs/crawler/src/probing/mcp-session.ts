import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpError } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

import { type McpExchange } from './mcp-exchange.js';
import { type ToolEntry, findTool } from './tool-entry.js';

const PAGES_MAX = 10;
/** The exchange has the clock: the client's own would count our waiting for our turn. */
const NO_TIMEOUT_MS = 3_600_000;

// Loose on purpose: one odd tool must not hide the others, and no stranger's schema is compiled here.
const ToolsPage = z.looseObject({ tools: z.unknown(), nextCursor: z.string().optional() });
const CallResult = z.looseObject({});

/** The few requests we make of an MCP server, by the official client. */
export class McpSession {
  private readonly client = new Client({ name: 'bazaar', version: '0.1' });

  constructor(private readonly exchange: McpExchange) {}

  async connect(url: URL): Promise<void> {
    const transport = new StreamableHTTPClientTransport(url, {
      fetch: this.exchange.fetch,
      reconnectionOptions: {
        maxRetries: 0,
        initialReconnectionDelay: 1_000,
        maxReconnectionDelay: 1_000,
        reconnectionDelayGrowFactor: 1,
      },
    });
    await this.client.connect(transport, this.options());
  }

  /** Page by page until the tool is found. */
  async find(name: string): Promise<ToolEntry | null> {
    for await (const tools of this.pages()) {
      const tool = findTool(tools, name);
      if (tool !== null) return tool;
    }
    return null;
  }

  /** All of them, of so many pages. */
  async tools(): Promise<unknown[]> {
    const found: unknown[] = [];
    for await (const tools of this.pages()) if (Array.isArray(tools)) found.push(...(tools as unknown[]));
    return found;
  }

  private async *pages(): AsyncGenerator<unknown, void, undefined> {
    let cursor: string | undefined;
    for (let page = 0; page < PAGES_MAX; page++) {
      const params = cursor === undefined ? {} : { cursor };
      const listed = await this.client.request({ method: 'tools/list', params }, ToolsPage, this.options());
      yield listed.tools;
      if (listed.nextCursor === undefined) return;
      cursor = listed.nextCursor;
    }
  }

  /** What the call was answered: a result, or the JSON-RPC error as `{error}`. */
  async call(name: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
    try {
      return await this.client.request(
        { method: 'tools/call', params: { name, arguments: { ...args } } },
        CallResult,
        this.options(),
      );
    } catch (error) {
      if (!(error instanceof McpError) || this.exchange.signal.aborted) throw error;
      return { error: { code: error.code, message: error.message, data: error.data } };
    }
  }

  async close(): Promise<void> {
    this.exchange.close();
    await this.client.close();
  }

  private options(): { signal: AbortSignal; timeout: number } {
    return { signal: this.exchange.signal, timeout: NO_TIMEOUT_MS };
  }
}
