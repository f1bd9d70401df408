import { type ReasonCode, readToolResource } from '@bazaar/x402';

import { type ToolEntry } from './tool-entry.js';
import { type JudgedAnswer, type Verdict, judgeAnswer } from './verdict.js';

const TRANSPORT = 'streamable-http';

/** How far a session with an MCP server got: the tool where it is listed, what its call was answered where it was called. */
export interface Transcript {
  readonly tool?: ToolEntry;
  readonly result?: unknown;
}

export function judgeTranscript(serverUrl: string, toolName: string, { tool, result }: Transcript): Verdict {
  if (tool === undefined) return refused('mcp-tool-missing');
  if (result === undefined) return refused('mcp-no-payment');
  const reading = readToolResource({ serverUrl, toolName, transport: TRANSPORT, tool, result });
  return reading.ok ? { evidence: { kind: 'payable' }, reading: reading.value } : refused(reading.error);
}

/** The server could not be spoken to: what its HTTP answer said instead. */
export function judgeServer(answer: JudgedAnswer, at: Date): Verdict {
  const verdict = judgeAnswer(answer, at);
  return isTelling(verdict) ? verdict : refused('mcp-unreachable');
}

/** An answer that says more than that this is no MCP server. */
const isTelling = ({ evidence }: Verdict): boolean =>
  evidence.kind !== 'unlistable' || evidence.reason === 'auth-required' || evidence.reason === 'http-5xx';

export const refused = (reason: ReasonCode): Verdict => ({
  evidence: { kind: 'unlistable', reason },
  reading: null,
});
