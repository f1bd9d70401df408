import { type ObservedAnswer } from '@bazaar/catalog';
import { type FetchFailureReason } from '@bazaar/platform';

import { type OriginGate } from '../manners/origin-gate.js';
import { type RobotsGate } from '../robots/robots-gate.js';
import { judge } from './judge.js';
import { type TargetAnswer, keptBody } from './kept-answer.js';
import { type Verdict, judgeFailure } from './verdict.js';

/** What an origin's lease gives to the probes of its targets. */
export interface Visit {
  readonly gate: OriginGate;
  readonly robots: RobotsGate;
  readonly signal: AbortSignal;
}

/** The request that decided, and what it showed. */
export interface Probed extends Verdict {
  readonly url: string;
  readonly method: string;
  readonly answer: ObservedAnswer | null;
}

/** `probes-off`: we may not ask this origin, and write nothing down. `stopped`: nothing was learnt. */
export type ProbeResult = Probed | 'probes-off' | 'stopped';

/** What was asked of whom, when, and how long the answer took. */
interface Request {
  readonly toolName: string | null;
  readonly method: string;
  readonly at: Date;
  readonly ms: number;
}

/** What the deciding request was answered: judged, and as much of it as is kept. */
export function answered(answer: TargetAnswer, { toolName, method, at, ms }: Request): Probed {
  const { url, ...kept } = answer;
  return {
    ...judge(answer, toolName, at),
    ...{ url, method },
    answer: { ...kept, body: keptBody(answer, toolName), ms },
  };
}

export const unanswered = (url: URL, method: string, evidence: Probed['evidence']): Probed => ({
  url: url.href,
  method,
  evidence,
  reading: null,
  answer: null,
});

export function failed(url: URL, method: string, reason: FetchFailureReason): ProbeResult {
  const evidence = judgeFailure(reason);
  return evidence === null ? 'probes-off' : unanswered(url, method, evidence);
}
