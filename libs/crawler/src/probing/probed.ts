import { type ObservedAnswer, type ProbeEvidence, reasonOf } from '@bazaar/catalog';
import { type FetchFailure, type FetchFailureReason } from '@bazaar/platform';
import { type Issue, type ResourceReading, cleanText, issue } from '@bazaar/x402';

import { type OriginGate } from '../manners/origin-gate.js';
import { type RobotsGate } from '../robots/robots-gate.js';
import { judge } from './judge.js';
import { type TargetAnswer, keptBody } from './kept-answer.js';
import { judgeFailure } from './verdict.js';

/** What an origin's lease gives to the probes of its targets. */
export interface Visit {
  readonly gate: OriginGate;
  readonly robots: RobotsGate;
  readonly signal: AbortSignal;
}

/** The request that decided, and what it showed. */
export interface Probed {
  readonly url: string;
  readonly method: string;
  /** How long it took, our own waiting left out; null where no request was made. */
  readonly ms: number | null;
  readonly answer: ObservedAnswer | null;
  readonly evidence: ProbeEvidence;
  /** Present exactly where the evidence is `payable`. */
  readonly reading: ResourceReading | null;
  /** What a seller is told beside the reason. */
  readonly issues: readonly Issue[];
  /** Another answer of the same look asked for patience until then. */
  readonly besideWait: Date | null;
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
  const { evidence, reading, detail } = judge(answer, toolName, at);
  return {
    ...{ url, method, ms, evidence, reading },
    answer: { ...kept, body: keptBody(answer, toolName) },
    issues: detail === null ? [] : [issue(reasonOf(evidence), detail)],
    besideWait: null,
  };
}

/** What is known without a request. */
export const unasked = (url: URL, method: string, evidence: ProbeEvidence): Probed => ({
  ...{ url: url.href, method, evidence },
  ...{ ms: null, answer: null, reading: null, issues: [], besideWait: null },
});

/** The stranger's own words: what else a failure tells could tell of our own network. */
const QUOTED: readonly FetchFailureReason[] = ['redirect-off-origin', 'too-many-redirects', 'bad-response'];
const DETAIL_CHARS_MAX = 200;

export function failed(
  url: URL,
  method: string,
  { error, detail, ms }: Omit<FetchFailure, 'ok'>,
): ProbeResult {
  const evidence = judgeFailure(error);
  if (evidence === null) return 'probes-off';
  const told = QUOTED.includes(error) ? cleanText(detail, DETAIL_CHARS_MAX) : null;
  const issues = told === null ? [] : [issue(reasonOf(evidence), told)];
  return { ...unasked(url, method, evidence), ms, issues };
}
