import { type CallToolResult, type Tool } from '@modelcontextprotocol/sdk/types.js';
import { declareDiscoveryExtension } from '@x402/extensions/bazaar';
import { type Ask, requirement } from './ask.js';
import { describeInput } from './describe-input.js';

/** A tool of an MCP server; without asks it is free. */
export interface FleetTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly fields: Parameters<typeof describeInput>[0];
  readonly result: Record<string, unknown>;
  readonly asks: readonly Ask[];
  readonly tags: readonly string[];
  readonly destructive?: true;
  /** What the challenge calls the resource; the URL of the server where absent. */
  readonly resourceUrl?: string;
}

const inputSchema = (tool: FleetTool): Tool['inputSchema'] => ({
  type: 'object',
  ...(describeInput(tool.fields).inputSchema as Pick<Tool['inputSchema'], 'required'>),
});

/** The entry of `tools/list`; a paid tool says so under `_meta.x402`. */
export const toolEntry = (tool: FleetTool): Tool => ({
  name: tool.name,
  title: tool.title,
  description: tool.description,
  inputSchema: inputSchema(tool),
  annotations: { readOnlyHint: !tool.destructive, destructiveHint: tool.destructive === true },
  ...(tool.asks.length > 0 && {
    _meta: {
      x402: { x402Version: 2, price: tool.asks.map((ask) => `$${ask.usd()}`), example: exampleOf(tool) },
    },
  }),
});

/** The answer to a call without payment: an error result with the challenge twice, as the MCP transport wants it. */
export function paymentError(tool: FleetTool, url: string, serviceName: string): CallToolResult {
  const challenge = {
    x402Version: 2,
    error: 'Payment required to use this tool',
    resource: {
      url: tool.resourceUrl ?? url,
      description: tool.description,
      mimeType: 'application/json',
      serviceName,
      tags: [...tool.tags],
    },
    accepts: tool.asks.map(requirement),
    extensions: declareDiscoveryExtension({
      toolName: tool.name,
      description: tool.description,
      transport: 'streamable-http',
      inputSchema: inputSchema(tool),
      example: exampleOf(tool),
      output: { example: tool.result },
    }),
  };
  return {
    isError: true,
    structuredContent: challenge,
    content: [{ type: 'text', text: JSON.stringify(challenge) }],
  };
}

export const freeResult = (tool: FleetTool): CallToolResult => ({
  content: [{ type: 'text', text: JSON.stringify(tool.result) }],
});

const exampleOf = (tool: FleetTool): Record<string, unknown> => describeInput(tool.fields).input;
