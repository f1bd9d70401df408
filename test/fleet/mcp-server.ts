import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import express, { type Express, type Request, type Response } from 'express';
import { expectedOffer } from './ask.js';
import { type FleetEndpoint, listed, refused } from './endpoint.js';
import { type FleetTool, freeResult, paymentError, toolEntry } from './mcp-tool.js';

export interface McpShop {
  readonly app: Express;
  readonly url: string;
  readonly endpoints: () => readonly FleetEndpoint[];
}

/** Sells tools at `/mcp` of an origin. */
export function mcpShop(origin: string, serviceName: string, tools: readonly FleetTool[]): McpShop {
  const url = `${origin}/mcp`;
  const app = express().disable('x-powered-by');
  app.post('/mcp', async (request, response) => {
    await answer(request, response, mcpServer(url, serviceName, tools));
  });
  app.all('/mcp', (_request, response) => {
    response.status(405).set('allow', 'POST').json({ error: 'Use POST: this server keeps no sessions.' });
  });
  return { app, url, endpoints: () => tools.map((tool) => endpoint(tool, url, serviceName)) };
}

/**
 * One server a request, without sessions. It works below `registerTool`, since that checks the arguments before
 * the handler runs, and a seller asks for payment first.
 */
function mcpServer(url: string, serviceName: string, tools: readonly FleetTool[]): McpServer {
  const server = new McpServer({ name: serviceName, version: '1.0.0' }, { capabilities: { tools: {} } });
  server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(toolEntry) }));
  server.server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (!tool) throw new McpError(ErrorCode.InvalidParams, `Tool ${params.name} not found`);
    return tool.asks.length > 0 ? paymentError(tool, url, serviceName) : freeResult(tool);
  });
  return server;
}

async function answer(request: Request, response: Response, server: McpServer): Promise<void> {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  response.on('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(request, response, parsed(request.body));
}

const parsed = (body: unknown): unknown => {
  try {
    return JSON.parse(Buffer.isBuffer(body) ? body.toString('utf8') : '') as unknown;
  } catch {
    return {}; // the transport answers that it is no JSON-RPC message
  }
};

function endpoint(tool: FleetTool, url: string, serviceName: string): FleetEndpoint {
  const told = { resource: url, method: null, toolName: tool.name, description: tool.description };
  return {
    name: `mcp-${tool.name.replaceAll('_', '-')}`,
    register: { resource: url, toolName: tool.name },
    expect:
      tool.asks.length === 0 || tool.destructive
        ? refused(tool.destructive ? 'mcp-destructive' : 'mcp-no-payment', url, { toolName: tool.name })
        : listed({
            ...told,
            x402Version: 2,
            serviceName,
            tags: tool.tags,
            offers: tool.asks.map(expectedOffer),
          }),
  };
}
