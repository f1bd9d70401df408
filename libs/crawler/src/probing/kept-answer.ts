import { type ObservedAnswer } from '@bazaar/catalog';

/** An answer with the URL it stands for: as it came, or as it was kept. */
export interface TargetAnswer extends ObservedAnswer {
  readonly url: string;
}

const HEAD_BYTES_MAX = 2_048;

/** Whether it may be a challenge: a 402, or what a session with an MCP server brought to light. */
const isContent = ({ status }: TargetAnswer, toolName: string | null): boolean =>
  status === 402 || isTranscript(status, toolName);

/** Of a tool, what its server said is kept as one JSON text, unless the server answered with an HTTP error. */
export const isTranscript = (status: number, toolName: string | null): boolean =>
  toolName !== null && status < 400;

/** Of an answer that is no challenge only the head is kept: it is evidence, not content. */
export const keptBody = (answer: TargetAnswer, toolName: string | null): Uint8Array =>
  isContent(answer, toolName) ? answer.body : answer.body.subarray(0, HEAD_BYTES_MAX);

/** Whether a kept answer is all there: half of one would be judged by what is missing. */
export function isWhole(answer: TargetAnswer, toolName: string | null): boolean {
  if (isTranscript(answer.status, toolName)) return isJson(answer.body);
  return answer.status === 402 || answer.body.byteLength < HEAD_BYTES_MAX;
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(body).toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
