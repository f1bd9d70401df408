import { originWaitOf } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type FetchFailureReason, type Fetched, type GuardedHttp } from '@bazaar/platform';
import { type ReasonCode } from '@bazaar/x402';

import { readRetryAfter } from '../manners/retry-after.js';
import { type Visit } from '../probing/probed.js';
import { refusalOf } from '../probing/refusal.js';
import { judgeFailure } from '../probing/verdict.js';
import { isOfOneOwner } from './is-of-one-owner.js';

/** Why nothing more is asked of an origin in this reading. */
export type ReadingOver =
  | { readonly kind: 'silent'; readonly reason: ReasonCode }
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'probes-off' | 'stopped' };

/** What became of asking for one document. */
export type DocumentAnswer =
  | { readonly kind: 'text'; readonly at: URL; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly reason: ReasonCode }
  | ReadingOver;

export interface AskDocumentParts {
  readonly http: Pick<GuardedHttp, 'request'>;
  readonly clock: Clock;
  readonly visit: Visit;
  /** An invitation: asked for whatever robots.txt says. */
  readonly isInvited: boolean;
}

const LIMITS = { timeoutMs: 10_000, bodyBytesMax: 1_048_576, redirectsMax: 0 };
const REDIRECTS_MAX = 3;
/** A 429 or 503 that does not say how long. */
const SLOW_DOWN_MS = 60_000;
const ABSENT: readonly number[] = [404, 410];
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Asks for one document of an origin: where it leads within its owner's domain it is followed, each hop under the rules
 * of robots.txt and in its turn.
 */
export async function askDocument(url: URL, parts: AskDocumentParts): Promise<DocumentAnswer> {
  const { clock, visit } = parts;
  let at = url;
  let timeoutMs = LIMITS.timeoutMs;
  for (let redirects = 0; ; redirects++) {
    const forbidden = parts.isInvited ? null : await robotsForbid(at, visit);
    if (forbidden !== null) return forbidden;
    const answered = await send(at, timeoutMs, parts);
    if (answered === null || visit.signal.aborted) return { kind: 'stopped' };
    if (!answered.ok) return failure(answered.error);
    const next = redirectOf(answered.value);
    if (next === null) return answerOf(answered.value, clock.now());
    if (next === 'nowhere') return { kind: 'failed', reason: 'bad-response' };
    if (!isOfOneOwner(next.hostname, url.hostname)) return { kind: 'failed', reason: 'redirect-off-origin' };
    if (redirects === REDIRECTS_MAX) return { kind: 'failed', reason: 'too-many-redirects' };
    at = next;
    timeoutMs = Math.max(1, timeoutMs - answered.value.ms);
  }
}

const send = (url: URL, timeoutMs: number, { http, visit: { gate, signal } }: AskDocumentParts) =>
  gate.pass(signal, () =>
    http.request({ url, method: 'GET', limits: { ...LIMITS, timeoutMs }, redirects: 'none', signal }),
  );

/** Null where robots.txt allows the URL to be asked for. */
export async function robotsForbid(
  url: URL,
  { robots, signal }: Visit,
): Promise<Exclude<DocumentAnswer, { kind: 'text' | 'absent' }> | null> {
  const verdict = await robots.check(url, signal);
  switch (verdict.kind) {
    case 'allowed':
      return null;
    case 'disallowed':
      return { kind: 'failed', reason: 'blocked-by-robots' };
    case 'no-answer':
      return failure(verdict.failure.error);
    case 'stopped':
    case 'wait':
      return robots.waitUntil === null ? { kind: 'stopped' } : { kind: 'wait', until: robots.waitUntil };
  }
}

function failure(error: FetchFailureReason): ReadingOver | { kind: 'failed'; reason: ReasonCode } {
  const evidence = judgeFailure(error);
  if (evidence === null) return { kind: 'probes-off' };
  if (evidence.kind === 'no-answer') return { kind: 'silent', reason: evidence.reason };
  return { kind: 'failed', reason: evidence.kind === 'unlistable' ? evidence.reason : 'bad-response' };
}

function redirectOf({ status, headers, url }: Fetched): URL | 'nowhere' | null {
  const location = headers['location'];
  if (!REDIRECTS.includes(status) || location === undefined) return null;
  const text = Buffer.from(location, 'latin1').toString(); // headers are read as Latin-1, URLs are written as UTF-8
  return URL.canParse(text, url.href) ? new URL(text, url.href) : 'nowhere';
}

function answerOf({ status, headers, url, body }: Fetched, now: Date): DocumentAnswer {
  if (ABSENT.includes(status)) return { kind: 'absent' };
  if (status === 429 || status === 503) {
    const retryAt = readRetryAfter(headers['retry-after'], now);
    const until = originWaitOf({ kind: 'not-now', reason: 'rate-limited', retryAt }, now);
    return { kind: 'wait', until: until ?? new Date(now.getTime() + SLOW_DOWN_MS) };
  }
  if (status < 200 || status > 299) {
    const refused = { url: url.href, method: 'GET', status, headers, beside: [] };
    return { kind: 'failed', reason: refusalOf(refused).reason };
  }
  return { kind: 'text', at: url, text: new TextDecoder().decode(body) };
}
