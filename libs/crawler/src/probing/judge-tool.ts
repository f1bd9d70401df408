import { readToolResource } from '@bazaar/x402';

import { type ToolEntry, isDestructive } from './tool-entry.js';
import { type JudgedAnswer, type Verdict, judgeAnswer, refused } from './verdict.js';

const TRANSPORT = 'streamable-http';

/** How far a session with an MCP server got: the tool where it is listed, what its call was answered where it was called. */
export interface Transcript {
  readonly tool?: ToolEntry;
  readonly result?: unknown;
}

export function judgeTranscript(serverUrl: string, toolName: string, { tool, result }: Transcript): Verdict {
  if (tool === undefined) return refused({ reason: 'mcp-tool-missing', detail: null });
  if (isDestructive(tool)) return refused({ reason: 'mcp-destructive', detail: null });
  if (result === undefined)
    return refused({ reason: 'mcp-no-payment', detail: 'not called: tools/list does not mark it as paid' });
  const reading = readToolResource({ serverUrl, toolName, transport: TRANSPORT, tool, result });
  if (reading.ok) return { evidence: { kind: 'payable' }, reading: reading.value, detail: null };
  const isUnpaid = reading.error === 'mcp-no-payment';
  return refused({ reason: reading.error, detail: isUnpaid ? 'called: no payment was asked for' : null });
}

/** The server could not be spoken to: what its HTTP answer said instead. */
export function judgeServer(answer: JudgedAnswer, at: Date): Verdict {
  const verdict = judgeAnswer(answer, at);
  return isTelling(verdict)
    ? verdict
    : refused({ reason: 'mcp-unreachable', detail: `answered ${answer.status}` });
}

/** An answer that says more than that this is no MCP server. */
const isTelling = ({ evidence }: Verdict): boolean =>
  evidence.kind !== 'unlistable' || evidence.reason === 'auth-required' || evidence.reason === 'http-5xx';
