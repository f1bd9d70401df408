import { type ProbeEvidence } from '@bazaar/catalog';
import { type FetchFailureReason } from '@bazaar/platform';
import { type ReasonCode, type ResourceReading, readChallenge, readResource } from '@bazaar/x402';

import { readRetryAfter } from '../manners/retry-after.js';
import { isBotWall } from './bot-wall.js';
import { saysNoindex } from './robots-tag.js';

export interface Verdict {
  readonly evidence: ProbeEvidence;
  /** Present exactly where the evidence is `payable`. */
  readonly reading: ResourceReading | null;
}

/** One answer, with the request that got it. */
export interface JudgedAnswer {
  /** The URL that answered. */
  readonly url: string;
  /** Null where redirects have made it uncertain. */
  readonly method: string | null;
  readonly toolName: string | null;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const PAUSE_MS_MIN = 3_600_000;

/** What an answer to an unpaid request shows. Pure: the table of statuses, first match wins. */
export function judgeAnswer(answer: JudgedAnswer, now: Date): Verdict {
  const { status, headers } = answer;
  if (status === 402) return judgePaymentRequired(answer);
  const retryAt = readRetryAfter(headers['retry-after'], now);
  if (isBotWall(answer)) return only({ kind: 'not-now', reason: 'bot-wall', retryAt });
  if (status === 503 && retryAt !== null && retryAt.getTime() - now.getTime() >= PAUSE_MS_MIN)
    return only({ kind: 'paused', until: retryAt });
  if (status === 429 || status === 503) return only({ kind: 'not-now', reason: 'rate-limited', retryAt });
  if (status === 410) return only({ kind: 'gone' });
  if (status >= 200 && status <= 299) {
    const originSaysPaid = readChallenge({ ...answer, status: 402 }).ok;
    return only({ kind: 'free', originSaysPaid });
  }
  return only({ kind: 'unlistable', reason: reasonOfStatus(status) });
}

function judgePaymentRequired(answer: JudgedAnswer): Verdict {
  if (saysNoindex(answer.headers['x-robots-tag'])) return only({ kind: 'opted-out' });
  const { url, method, toolName } = answer;
  const reading = readResource({ url, method: toolName === null ? method : null, toolName, answer });
  return reading.ok
    ? { evidence: { kind: 'payable' }, reading: reading.value }
    : only({ kind: 'unlistable', reason: reading.error });
}

function reasonOfStatus(status: number): ReasonCode {
  if (status === 401 || status === 403) return 'auth-required';
  if (status === 404) return 'http-404';
  if (status >= 500) return 'http-5xx';
  return status >= 400 ? 'http-4xx' : 'bad-response'; // a 3xx that leads nowhere
}

/** What a request without an answer shows. Null where it was ours not to send it: that says nothing of the target. */
export function judgeFailure(reason: FetchFailureReason): ProbeEvidence | null {
  switch (reason) {
    case 'unreachable-dns':
    case 'unreachable-connect':
    case 'unreachable-tls':
    case 'unreachable-timeout':
      return { kind: 'no-answer', reason };
    case 'private-address':
    case 'port-not-allowed':
    case 'body-too-large':
    case 'headers-too-large':
    case 'redirect-off-origin':
    case 'too-many-redirects':
    case 'bad-response':
    case 'unsupported-scheme':
    case 'not-https':
      return { kind: 'unlistable', reason };
    case 'probes-off':
      return null;
  }
}

const only = (evidence: ProbeEvidence): Verdict => ({ evidence, reading: null });
