import { type ProbeEvidence } from '@bazaar/catalog';
import {
  type FetchFailure,
  type FetchFailureReason,
  type FetchRequest,
  type FetchResult,
  type GuardedHttp,
  type OpenAnswer,
} from '@bazaar/platform';

import { readRetryAfter } from '../manners/retry-after.js';
import { judgeAnswer } from '../probing/verdict.js';
import { printRules, readRules } from './robots-rules.js';
import { type StoredRobots } from './stored-robots.js';

/** What the request for robots.txt gave: rules, the word to come back later, or no answer at all and why. */
export type RobotsAnswer =
  | { readonly kind: 'robots'; readonly robots: StoredRobots }
  | { readonly kind: 'wait'; readonly evidence: ProbeEvidence; readonly until: Date }
  | { readonly kind: 'no-answer'; readonly failure: FetchFailure };

const FILE_BYTES_MAX = 500 * 1024;
/** Only what we read is bounded, not what is sent: of a longer file the beginning counts. */
const SENT_BYTES_MAX = 16 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
const REDIRECTS_MAX = 5;

/** The origin itself cannot be reached, or must not be: its targets share that fate. */
const CONCERNS_ORIGIN: readonly FetchFailureReason[] = [
  'unreachable-dns',
  'unreachable-connect',
  'unreachable-tls',
  'unreachable-timeout',
  'private-address',
  'port-not-allowed',
  'unsupported-scheme',
  'not-https',
  'probes-off',
];

type AsRequest = Required<Pick<FetchRequest, 'allowHttp' | 'onRedirect' | 'signal'>>;

/**
 * Asks an origin for its robots.txt: 4xx allows all, 5xx and what is no HTTP forbid all, a redirect that is not
 * followed counts as no file.
 *
 * Source: RFC 9309 §2.3.1.
 */
export async function readRobots(
  http: Pick<GuardedHttp, 'open'>,
  origin: string,
  { now, ...request }: { readonly now: Date } & AsRequest,
): Promise<RobotsAnswer> {
  const answered = await http.open({
    url: new URL('/robots.txt', origin),
    method: 'GET',
    headers: { accept: 'text/plain, */*;q=0.1' },
    limits: { timeoutMs: TIMEOUT_MS, bodyBytesMax: SENT_BYTES_MAX, redirectsMax: REDIRECTS_MAX },
    redirects: 'same-origin',
    ...request,
  });
  if (!answered.ok && CONCERNS_ORIGIN.includes(answered.error))
    return { kind: 'no-answer', failure: answered };
  const wait = answered.ok ? askedToWait(answered.value, now) : null;
  if (wait !== null && answered.ok) answered.value.close();
  return wait ?? { kind: 'robots', robots: await interpret(answered, now) };
}

/** A 429 or 503 that says how long is no word about robots: it is one to everybody, and its targets' as well. */
function askedToWait({ url, status, headers }: OpenAnswer, now: Date): RobotsAnswer | null {
  const until = status === 429 || status === 503 ? readRetryAfter(headers['retry-after'], now) : null;
  if (until === null || until <= now) return null;
  const request = { url: url.href, method: 'GET', toolName: null, movedTo: null, beside: [] };
  return {
    kind: 'wait',
    evidence: judgeAnswer({ ...request, status, headers, body: '' }, now).evidence,
    until,
  };
}

async function interpret(answered: FetchResult<OpenAnswer>, readAt: Date): Promise<StoredRobots> {
  if (!answered.ok)
    return { kind: noFile(answered.error) ? 'allow-all' : 'disallow-all', text: null, readAt };
  const { status } = answered.value;
  if (status < 200 || status > 299) {
    answered.value.close();
    return { kind: status >= 500 ? 'disallow-all' : 'allow-all', text: null, readAt };
  }
  const text = printRules(readRules(await readBeginning(answered.value)));
  return text === '' ? { kind: 'allow-all', text: null, readAt } : { kind: 'rules', text, readAt };
}

const noFile = (reason: FetchFailureReason): boolean =>
  reason === 'redirect-off-origin' || reason === 'too-many-redirects';

/** What came before the limit, or before the stranger broke off. */
async function readBeginning({ body, close }: OpenAnswer): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= FILE_BYTES_MAX) break;
    }
  } catch {
    // A file that ends early is read as far as it came.
  } finally {
    close();
  }
  return Buffer.concat(chunks).subarray(0, FILE_BYTES_MAX).toString('utf8');
}
