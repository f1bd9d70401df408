import { type ObservedAnswer, isTranscript, mayBeChallenge } from '@bazaar/catalog';

/** An answer with the URL it stands for: as it came, or as it was kept. */
export interface TargetAnswer extends ObservedAnswer {
  readonly url: string;
}

const HEAD_BYTES_MAX = 2_048;

/** Of an answer that is no challenge only the head is kept. */
export const keptBody = (answer: TargetAnswer, toolName: string | null): Uint8Array =>
  mayBeChallenge(answer.status, toolName) ? answer.body : answer.body.subarray(0, HEAD_BYTES_MAX);

/** Whether a kept answer is all there: half of one would be judged by what is missing. */
export function isWhole(answer: TargetAnswer, toolName: string | null): boolean {
  if (isTranscript(answer.status, toolName)) return isJson(answer.body);
  return mayBeChallenge(answer.status, toolName) || answer.body.byteLength < HEAD_BYTES_MAX;
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(body).toString('utf8'));
    return true;
  } catch {
    return false;
  }
}
