import { isTranscript } from '@bazaar/catalog';
import { issue } from '@bazaar/x402';

import { isPlainHttp } from './is-plain-http.js';
import { type Transcript, judgeServer, judgeTranscript } from './judge-tool.js';
import { type TargetAnswer } from './kept-answer.js';
import { wantsBody } from './refusal.js';
import { type Verdict, judgeAnswer } from './verdict.js';

/**
 * From an answer to what it shows of a target: the one way, for answers that have just come and for answers that were
 * kept. Pure.
 *
 * @param toolName null where the target is a URL
 * @param at when it was answered
 */
export function judge(answer: TargetAnswer, toolName: string | null, at: Date): Verdict {
  const verdict = judgeAsIs(answer, toolName, at);
  const { movedTo } = answer;
  if (verdict.reading === null) {
    const moved = movedTo === null ? null : `redirected to ${movedTo}`;
    return { ...verdict, detail: verdict.detail ?? moved };
  }
  const issues = [
    ...verdict.reading.issues,
    ...(isPlainHttp(new URL(answer.url)) ? [issue('not-https')] : []),
    ...(movedTo === null ? [] : [issue('moved', movedTo)]),
    ...(wantedBody(answer) ? [issue('needs-body')] : []),
  ];
  return { ...verdict, reading: { ...verdict.reading, issues } };
}

/** It was answered with a body only: without one it was refused. */
const wantedBody = ({ method, beside }: TargetAnswer): boolean =>
  beside.some((other) => other.method === method && wantsBody(other));

function judgeAsIs(answer: TargetAnswer, toolName: string | null, at: Date): Verdict {
  const body = Buffer.from(answer.body).toString('utf8');
  if (toolName === null) return judgeAnswer({ ...answer, toolName, body }, at);
  return isTranscript(answer.status, toolName)
    ? judgeTranscript(answer.url, toolName, JSON.parse(body) as Transcript)
    : judgeServer({ ...answer, toolName, body }, at);
}
