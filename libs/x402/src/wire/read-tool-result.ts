import { fail, type Result } from '@bazaar/kernel';
import { type ReasonCode } from '../reasons/reasons.js';
import { isBoundedJson, parseJson } from '../text/parse-json.js';
import { isRecord, own, recordOr, type JsonRecord } from '../text/record.js';
import { readChallengeDocument } from './challenge-document.js';
import { type ReadChallenge } from './join-documents.js';
import { flawOf, joinOrRefuse } from './read-challenge.js';

const BLOCKS_MAX = 8;
/** JSON-RPC error of MPP, with the ways to pay as `challenges`. Source: draft-payment-transport-mcp-00. */
const MPP_ERROR = -32042;

/** What an MCP server answered to an unpaid call of a tool. */
export interface ToolAnswer {
  readonly serverUrl: string;
  /** Null where nobody knows it. */
  readonly toolName: string | null;
  readonly transport: string | null;
  /** The result of `tools/call`, or its JSON-RPC error. */
  readonly result: unknown;
}

/**
 * The same as {@link readChallenge} for an MCP tool: `structuredContent` first, then JSON in the text blocks, then
 * the data of a JSON-RPC error; any of them may be wrapped as `{"x402/error": {data}}`.
 *
 * Errors: `mcp-no-payment` where the answer asks for no payment, `other-rail` where it asks for it by MPP, and those of
 * a challenge without offers.
 */
export function readToolResult(answer: Pick<ToolAnswer, 'result'>): Result<ReadChallenge, ReasonCode> {
  const { result } = answer;
  if (!isRecord(result) || !isBoundedJson(result)) return fail('mcp-no-payment');
  for (const candidate of candidates(result)) {
    const document = readChallengeDocument(unwrap(candidate));
    if (document !== null) return joinOrRefuse([{ document, unreadable: flawOf(document) }]);
  }
  return fail(asksByMpp(result) ? 'other-rail' : 'mcp-no-payment');
}

function asksByMpp(result: JsonRecord): boolean {
  const error = recordOr(own(result, 'error'), result);
  return own(error, 'code') === MPP_ERROR && Array.isArray(own(recordOr(own(error, 'data')), 'challenges'));
}

function candidates(result: JsonRecord): readonly unknown[] {
  const error = recordOr(own(result, 'error'), result);
  if (own(result, 'isError') !== true) return own(error, 'code') === 402 ? [own(error, 'data')] : [];
  const content = own(result, 'content');
  const blocks = Array.isArray(content) ? (content.slice(0, BLOCKS_MAX) as readonly unknown[]) : [];
  const texts = blocks
    .map((block) => own(recordOr(block), 'text'))
    .filter((text) => typeof text === 'string');
  return [own(result, 'structuredContent'), ...texts.map(jsonOf)];
}

function unwrap(candidate: unknown): unknown {
  const wrapped = own(recordOr(candidate), 'x402/error');
  return isRecord(wrapped) ? own(wrapped, 'data') : candidate;
}

function jsonOf(text: string): unknown {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : null;
}
