import { type ObservedAnswer } from '@bazaar/catalog';
import { type FetchFailureReason } from '@bazaar/platform';

import { type OriginGate } from '../manners/origin-gate.js';
import { type RobotsGate } from '../robots/robots-gate.js';
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
