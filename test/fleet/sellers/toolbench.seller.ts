import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
} from '@modelcontextprotocol/sdk/types.js';
import express, { type Request, type Response } from 'express';
import { ask, expectedOffer, type Payee } from '../ask.js';
import { type FleetEndpoint, listed, refused } from '../endpoint.js';
import { SOLANA_SIGNER } from '../facilitator.js';
import { type FleetTool, freeResult, paymentError, toolEntry } from '../mcp-tool.js';
import { type Seller } from '../site.js';
import { BASE_USDC, SOLANA_USDC, type Token } from '../tokens.js';

const SERVICE = 'Toolbench';

const payee: Payee = {
  evm: '0xA31eaD3326436108CB4e1CBCD376B88C59816cCb',
  solana: 'ByobARSZhz1iiasQpUjZUZuGwhmtRComytQojpGtAfZ3',
};

/** The official Solana scheme adds this by itself; these challenges are made by hand. */
const SOLANA_WITH_FEE_PAYER: Token = { ...SOLANA_USDC, extra: { feePayer: SOLANA_SIGNER } };

const tools: readonly FleetTool[] = [
  {
    name: 'extract_invoice',
    title: 'Invoice extraction',
    description: 'Read an invoice (PDF or photo) and return supplier, line items, tax and total as JSON.',
    fields: {
      documentUrl: { example: 'https://example.com/invoice.pdf', description: 'Public URL of the invoice' },
    },
    result: { supplier: 'Example GmbH', total: '119.00', currency: 'EUR' },
    asks: [ask(BASE_USDC, '0.03', payee), ask(SOLANA_WITH_FEE_PAYER, '0.03', payee)],
    tags: ['invoices', 'ocr', 'accounting'],
  },
  {
    name: 'geocode_address',
    title: 'Geocoding',
    description: 'Geocode a postal address anywhere in the world to latitude and longitude.',
    fields: { address: { example: '10 Downing Street, London', description: 'Postal address' } },
    result: { lat: 51.5034, lon: -0.1276 },
    asks: [ask(BASE_USDC, '0.004', payee)],
    tags: ['geocoding', 'maps'],
    resourceUrl: 'mcp://tool/geocode_address', // an identifier that nobody can connect to
  },
  {
    name: 'list_formats',
    title: 'Formats',
    description: 'The document formats this server reads. Free.',
    fields: {},
    result: { formats: ['pdf', 'png', 'jpeg'] },
    asks: [],
    tags: [],
  },
  {
    name: 'purge_documents',
    title: 'Purge documents',
    description: 'Delete all documents you uploaded, for good.',
    fields: { confirm: { example: true, description: 'Must be true' } },
    result: { deleted: 0 },
    asks: [ask(BASE_USDC, '0.001', payee)],
    tags: [],
    destructive: true,
  },
];

/**
 * One server a request, without sessions. It works below `registerTool`, since that checks the arguments before
 * the handler runs, and a seller asks for payment first.
 */
function mcpServer(url: string): McpServer {
  const server = new McpServer({ name: 'toolbench', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(toolEntry) }));
  server.server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name);
    if (!tool) throw new McpError(ErrorCode.InvalidParams, `Tool ${params.name} not found`);
    return tool.asks.length > 0 ? paymentError(tool, url, SERVICE) : freeResult(tool);
  });
  return server;
}

async function answer(request: Request, response: Response, url: string): Promise<void> {
  const server = mcpServer(url);
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

function endpoint(tool: FleetTool, url: string): FleetEndpoint {
  const told = { resource: url, method: null, toolName: tool.name, description: tool.description };
  return {
    name: `mcp-${tool.name.replaceAll('_', '-')}`,
    register: { resource: url, toolName: tool.name },
    expect:
      tool.asks.length === 0 || tool.destructive
        ? refused('mcp-no-payment', url, { toolName: tool.name }) // a destructive tool is never called
        : listed({
            ...told,
            x402Version: 2,
            serviceName: SERVICE,
            tags: tool.tags,
            offers: tool.asks.map(expectedOffer),
          }),
  };
}

export const toolbench: Seller = {
  name: 'toolbench',
  open: (site) => {
    const url = `${site.origin}/mcp`;
    const app = express().disable('x-powered-by');
    app.post('/mcp', (request, response) => answer(request, response, url));
    app.all('/mcp', (_request, response) => {
      response.status(405).set('allow', 'POST').json({ error: 'Use POST: this server keeps no sessions.' });
    });
    const missing: FleetEndpoint = {
      name: 'mcp-tool-missing',
      register: { resource: url, toolName: 'fold_laundry' },
      expect: refused('mcp-tool-missing', url, { toolName: 'fold_laundry' }),
    };
    return { handler: app, endpoints: () => [...tools.map((tool) => endpoint(tool, url)), missing] };
  },
};
