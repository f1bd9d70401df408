import { type ReasonCode } from '@bazaar/x402';

/**
 * What one probe showed, as far as the state of a listing is concerned. Every verdict of a probe is one of these.
 *
 * `free` is a 200; `originSaysPaid` where the origin's own data calls it paid. `not-now` is 429, 503 or a bot wall:
 * an answer that neither helps nor harms. `unlistable` is any other answer.
 */
export type ProbeEvidence =
  | { readonly kind: 'payable' }
  | { readonly kind: 'free'; readonly originSaysPaid: boolean }
  | { readonly kind: 'unlistable'; readonly reason: ReasonCode }
  | { readonly kind: 'no-answer'; readonly reason: ReasonCode }
  | { readonly kind: 'not-now'; readonly reason: 'rate-limited' | 'bot-wall'; readonly retryAt: Date | null }
  | { readonly kind: 'paused'; readonly until: Date }
  | { readonly kind: 'gone' }
  | { readonly kind: 'opted-out' }
  | { readonly kind: 'robots' };

/** A failure is no answer, or any answer but a readable 402 with an offer, a 200, or "not now". */
export const isFailure = (evidence: ProbeEvidence): boolean =>
  evidence.kind === 'no-answer' || evidence.kind === 'unlistable' || evidence.kind === 'gone';

/** When we are allowed back, by the endpoint's own word; null where it did not say. */
export function retryAtOf(evidence: ProbeEvidence): Date | null {
  if (evidence.kind === 'paused') return evidence.until;
  return evidence.kind === 'not-now' ? evidence.retryAt : null;
}

const ORIGIN_WAIT_MS_MAX = 3_600_000;

/**
 * How long the whole origin is left alone for what one of its endpoints said: an hour at most, since tenants of one
 * host are strangers to each other. The endpoint itself is left alone for as long as it said.
 */
export function originWaitOf(evidence: ProbeEvidence, at: Date): Date | null {
  const retryAt = retryAtOf(evidence);
  return retryAt === null ? null : new Date(Math.min(retryAt.getTime(), at.getTime() + ORIGIN_WAIT_MS_MAX));
}

/** The code that says why, for the probe's row and the timeline. */
export function reasonOf(evidence: ProbeEvidence): ReasonCode {
  switch (evidence.kind) {
    case 'payable':
      return 'ok';
    case 'free':
      return evidence.originSaysPaid ? 'became-free' : 'no-402';
    case 'unlistable':
    case 'no-answer':
    case 'not-now':
      return evidence.reason;
    case 'robots':
      return 'blocked-by-robots';
    case 'paused':
    case 'gone':
    case 'opted-out':
      return evidence.kind;
  }
}
