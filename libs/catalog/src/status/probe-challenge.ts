import { type Challenge, readChallenge, readToolResource } from '@bazaar/x402';

import { isTranscript } from '../probe/answer-kind.repository.js';

/** An answer as it was kept. */
export interface AnsweredProbe {
  readonly url: string;
  /** Null where no tool was called. */
  readonly toolName: string | null;
  readonly status: number;
  /** JSON object. */
  readonly headers: string;
  readonly body: Buffer;
}

/** What the answer of a probe asks for, whole; null where it asks for nothing that can be read. */
export function challengeOf({ url, toolName, status, headers, body }: AnsweredProbe): Challenge | null {
  const text = body.toString('utf8');
  if (toolName === null || !isTranscript(status, toolName)) {
    const read = readChallenge({
      status,
      headers: JSON.parse(headers) as Record<string, string>,
      body: text,
    });
    return read.ok ? read.value.challenge : null;
  }
  // The tool as listed, and the result of its call.
  const { tool = {}, result } = JSON.parse(text) as { tool?: object; result?: unknown };
  const read = readToolResource({ serverUrl: url, toolName, transport: null, tool, result });
  return read.ok ? read.value.challenge : null;
}
