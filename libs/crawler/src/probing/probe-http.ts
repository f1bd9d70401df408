import { type Clock } from '@bazaar/kernel';
import { type Fetched, type FetchLimits, type FetchResult, type GuardedHttp } from '@bazaar/platform';
import { type Issue, issue } from '@bazaar/x402';

import { readRetryAfter } from '../manners/retry-after.js';
import { isPlainHttp } from './is-plain-http.js';
import { type TargetAnswer } from './kept-answer.js';
import { LoopShare } from './loop-share.js';
import {
  type Exchange,
  type UnpaidRequest,
  type UrlToAsk,
  knownMethods,
  nextRequest,
} from './next-request.js';
import { type ProbeResult, type Visit, answered, failed } from './probed.js';
import { decisive, maySend } from './what-to-send.js';

/** Looks at one URL: the few unpaid requests that are allowed, one verdict. */
export class HttpProber {
  /** Reading an answer is the longest we think at a time, and many answers may come at once. */
  private readonly share = new LoopShare();

  constructor(
    private readonly http: Pick<GuardedHttp, 'request'>,
    private readonly limits: FetchLimits,
    private readonly clock: Clock,
  ) {}

  async probe(target: UrlToAsk, visit: Visit): Promise<ProbeResult> {
    const asked: Exchange[] = [];
    for (let next = nextRequest(target, asked); next !== null; next = nextRequest(target, asked)) {
      const result = await this.send(next, visit);
      if (result === null || visit.signal.aborted) return 'stopped';
      asked.push(exchange(next, result));
    }
    await this.share.turn();
    const decided = decisive(target.method, asked);
    const probed = decided === undefined ? 'stopped' : this.judge(decided, asked);
    if (decided === undefined || typeof probed === 'string') return probed;
    const isPayable = probed.evidence.kind === 'payable';
    const others = asked.filter((other) => other !== decided);
    return {
      ...probed,
      issues: [...probed.issues, ...unsentIssues(target, decided, isPayable)],
      besideWait: longestWait(others, this.clock.now()),
    };
  }

  private send(
    { url, method, body }: UnpaidRequest,
    { gate, signal }: Visit,
  ): Promise<FetchResult<Fetched> | null> {
    return gate.pass(signal, () =>
      this.http.request({
        ...{ url, method, limits: this.limits, signal },
        ...(body !== null && { body: body.text, headers: { 'content-type': body.contentType } }),
        redirects: 'same-origin',
        onRedirect: () => gate.turn(signal),
        allowHttp: isPlainHttp(url),
      }),
    );
  }

  private judge(decided: Exchange, asked: readonly Exchange[]): ProbeResult {
    const { url, method, result } = decided;
    if (!result.ok) return failed(url, method, result);
    const others = asked.filter((other) => other !== decided);
    return answered(asAnswer(decided, result.value, others), {
      ...{ toolName: null, method },
      ...{ at: this.clock.now(), ms: result.value.ms },
    });
  }
}

const exchange = (request: UnpaidRequest, result: FetchResult<Fetched>): Exchange => ({
  ...request,
  status: result.ok ? result.value.status : null,
  failure: result.ok ? null : result.error,
  result,
});

/** Identity comes from the URL that was asked: a redirect may add a slash to it, not make it another resource. */
function asAnswer(
  { url: asked, method }: Exchange,
  { url: reached, status, headers, body, redirects, isMoved }: Fetched,
  others: readonly Exchange[],
): TargetAnswer {
  const isSame = isSameButSlash(asked, reached);
  return {
    url: (isSame ? reached : asked).href,
    // A redirected POST may have become a GET on its way: then nobody knows which of the two was answered.
    method: method === 'POST' && redirects > 0 ? null : method,
    ...{ status, headers, body },
    movedTo: isMoved && !isSame ? reached.href : null,
    beside: others.map((other) => ({
      ...{ method: other.method, status: other.status },
      ms: other.result.ok ? other.result.value.ms : other.result.ms,
    })),
  };
}

const isSameButSlash = (asked: URL, reached: URL): boolean =>
  asked.host === reached.host && asked.pathname.replace(/\/$/, '') === reached.pathname.replace(/\/$/, '');

/** What was named to us and had to be held back. */
function unsentIssues(target: UrlToAsk, { hasCallersExample }: Exchange, isPayable: boolean): Issue[] {
  const { method, example } = target;
  const isUntried = method !== null && !maySend(method, knownMethods(target));
  return [
    ...(isUntried && !isPayable ? [issue('method-not-sent', method)] : []),
    ...(example !== null && !hasCallersExample ? [issue('example-unsent')] : []),
  ];
}

/** How long those who did not decide asked us to stay away. */
function longestWait(others: readonly Exchange[], now: Date): Date | null {
  const waits = others.flatMap(({ result }) => {
    const asks = result.ok && (result.value.status === 429 || result.value.status === 503);
    return (asks ? readRetryAfter(result.value.headers['retry-after'], now) : null) ?? [];
  });
  return waits.length === 0 ? null : new Date(Math.max(...waits.map((wait) => wait.getTime())));
}
