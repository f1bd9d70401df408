import { type Result } from '@bazaar/kernel';
import { assembleReading } from './assemble-reading.js';
import { readMethod } from './bazaar/http-method.js';
import { canonicalUrl } from './canonical-url.js';
import { type ResourceReading } from './model.js';
import { type ReasonCode } from './reasons/reasons.js';
import { readChallenge, type Answer } from './wire/read-challenge.js';
import { readToolResult, type ToolAnswer } from './wire/read-tool-result.js';

export interface ProbedResource {
  /** The URL that was asked, with its query. */
  readonly url: string;
  /** The method that was answered. */
  readonly method: string | null;
  readonly toolName?: string | null;
  readonly answer: Answer;
}

export interface ProbedTool extends ToolAnswer {
  /** The tool as `tools/list` shows it. */
  readonly tool?: { readonly name?: unknown; readonly description?: unknown; readonly inputSchema?: unknown };
}

/** What one unpaid HTTP request was answered, read whole: the reason why not, where nothing can be paid. */
export function readResource({
  url,
  method,
  toolName,
  answer,
}: ProbedResource): Result<ResourceReading, ReasonCode> {
  const at = canonicalUrl(url);
  if (!at.ok) return at;
  const read = readChallenge(answer);
  if (!read.ok) return read;
  const type = toolName == null ? null : 'MCP';
  const asked = {
    at: at.value,
    method: readMethod(method),
    toolName: toolName ?? null,
    type,
    transport: null,
  } as const;
  return assembleReading(asked, read.value);
}

/** What one unpaid call of an MCP tool was answered, read whole. */
export function readToolResource({
  serverUrl,
  tool,
  ...answer
}: ProbedTool): Result<ResourceReading, ReasonCode> {
  const at = canonicalUrl(serverUrl);
  if (!at.ok) return at;
  const read = readToolResult(answer);
  if (!read.ok) return read;
  const { toolName, transport } = answer;
  return assembleReading({ at: at.value, method: null, toolName, type: 'MCP', transport, tool }, read.value);
}
