import { parseJson } from '../text/parse-json.js';
import { isRecord, own } from '../text/record.js';
import { type RecordedAnswer } from './parse-recorded.js';

/** What an MCP server answered to a call of a tool, out of its JSON-RPC response or alone; null where it is none. */
export function recordedToolResult({ body }: Pick<RecordedAnswer, 'body'>): unknown {
  const parsed = parseJson(body);
  if (!parsed.ok || !isRecord(parsed.value)) return null;
  const { value } = parsed;
  const has = (name: string) => own(value, name) !== undefined;
  if (has('jsonrpc')) return own(value, 'result') ?? (has('error') ? value : null);
  const isResult = typeof own(value, 'isError') === 'boolean' && (has('content') || has('structuredContent'));
  return isResult ? value : null;
}
