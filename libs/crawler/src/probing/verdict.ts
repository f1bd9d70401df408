import { type ObservedAnswer, type ProbeEvidence } from '@bazaar/catalog';
import { type FetchFailureReason } from '@bazaar/platform';
import { type ResourceReading, railsOf, readChallenge, readResource } from '@bazaar/x402';

import { readRetryAfter } from '../manners/retry-after.js';
import { isBotWall } from './bot-wall.js';
import { isMcpServer } from './mcp-mark.js';
import { type Refusal, refusalOf } from './refusal.js';
import { saysNoindex } from './robots-tag.js';

export interface Verdict {
  readonly evidence: ProbeEvidence;
  /** Present exactly where the evidence is `payable`. */
  readonly reading: ResourceReading | null;
  /** What exactly was found, where the reason does not say it all. */
  readonly detail: string | null;
}

/** One answer, with the request that got it. */
export interface JudgedAnswer extends Omit<ObservedAnswer, 'body'> {
  /** The URL it stands for. */
  readonly url: string;
  readonly toolName: string | null;
  readonly body: string;
}

const PAUSE_MS_MIN = 3_600_000;
/** Of a server that may be one for MCP too: it wants credentials. */
const SAYS_MORE: readonly number[] = [401, 403];

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
  const originSaysPaid = status <= 299 && readChallenge({ ...answer, status: 402 }).ok;
  if (!originSaysPaid && answer.toolName === null && !SAYS_MORE.includes(status) && isMcpServer(answer))
    return refused({ reason: 'mcp-tool-missing', detail: 'no tool was named' });
  return status <= 299 ? only({ kind: 'free', originSaysPaid }) : refused(refusalOf(answer));
}

function judgePaymentRequired(answer: JudgedAnswer): Verdict {
  if (saysNoindex(answer.headers['x-robots-tag'])) return only({ kind: 'opted-out' });
  const { url, method, toolName } = answer;
  const reading = readResource({ url, method: toolName === null ? method : null, toolName, answer });
  return reading.ok
    ? { evidence: { kind: 'payable' }, reading: reading.value, detail: null }
    : refused({
        reason: reading.error,
        detail: reading.error === 'other-rail' ? railsOf(answer).join(', ') : null,
      });
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

export const refused = ({ reason, detail }: Refusal): Verdict => ({
  evidence: { kind: 'unlistable', reason },
  reading: null,
  detail,
});

const only = (evidence: ProbeEvidence): Verdict => ({ evidence, reading: null, detail: null });
