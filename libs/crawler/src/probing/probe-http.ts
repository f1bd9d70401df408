import { type Clock } from '@bazaar/kernel';
import {
  type FetchFailure,
  type Fetched,
  type FetchLimits,
  type FetchResult,
  type GuardedHttp,
} from '@bazaar/platform';
import { issue } from '@bazaar/x402';

import { type DueTarget } from '../schedule/lease.js';
import { isPlainHttp } from './is-plain-http.js';
import { mayIgnoreRobots } from './may-ignore-robots.js';
import { type Probed, type ProbeResult, type Visit } from './probed.js';
import { judgeAnswer, judgeFailure } from './verdict.js';
import { type Asked, type UnpaidMethod, decisive, nextRequest, withExample } from './what-to-send.js';

interface Exchange extends Asked {
  readonly url: URL;
  readonly result: FetchResult<Fetched>;
}

/** Looks at one URL: the few unpaid requests that are allowed, one verdict. */
export class HttpProber {
  constructor(
    private readonly http: Pick<GuardedHttp, 'request'>,
    private readonly limits: FetchLimits,
    private readonly clock: Clock,
  ) {}

  /** A plain http URL on its usual port is tried as https first, and by http only where that gave no answer at all. */
  async probe(target: DueTarget, visit: Visit): Promise<ProbeResult> {
    const url = new URL(target.url);
    url.hash = '';
    url.username = '';
    url.password = '';
    if (!isPlainHttp(url)) return this.look(url, target, visit);
    const secure = new URL(url);
    secure.protocol = 'https:';
    const bySecure = await this.look(secure, target, visit);
    if (typeof bySecure === 'string' || bySecure.evidence.kind !== 'no-answer') return bySecure;
    const byPlain = await this.look(url, target, visit);
    return typeof byPlain === 'string' ? byPlain : withoutHttps(byPlain);
  }

  private async look(url: URL, target: DueTarget, visit: Visit): Promise<ProbeResult> {
    if (!mayIgnoreRobots(target)) {
      const verdict = await visit.robots.check(url, visit.signal);
      if (verdict.kind === 'stopped') return 'stopped';
      if (verdict.kind === 'disallowed') return unanswered(url, { kind: 'robots' });
      if (verdict.kind === 'no-answer') return failed(url, 'GET', verdict.reason);
    }
    const asked: Exchange[] = [];
    for (;;) {
      const method = nextRequest(target.method, asked);
      if (method === null) break;
      const to = method === 'GET' ? withExample(url, target.example) : url;
      const result = await visit.gate.pass(visit.signal, () => this.send(to, method, visit.signal));
      if (result === null || visit.signal.aborted) return 'stopped';
      if (result.ok) visit.gate.charge(result.value.redirects);
      asked.push({
        method,
        url: to,
        result,
        status: result.ok ? result.value.status : null,
        failure: result.ok ? null : result.error,
      });
    }
    const decided = decisive(target.method, asked);
    return decided === undefined ? 'stopped' : this.judge(decided);
  }

  private send(url: URL, method: UnpaidMethod, signal: AbortSignal): Promise<FetchResult<Fetched>> {
    return this.http.request({
      url,
      method,
      limits: this.limits,
      redirects: 'same-origin',
      allowHttp: isPlainHttp(url),
      signal,
    });
  }

  private judge({ url, method, result }: Exchange): ProbeResult {
    if (!result.ok) return failed(url, method, (result satisfies FetchFailure).error);
    const { status, headers, body, ms } = result.value;
    const answered = result.value.url.href;
    const text = Buffer.from(body).toString('utf8');
    const verdict = judgeAnswer(
      { url: answered, method, toolName: null, status, headers, body: text },
      this.clock.now(),
    );
    return { ...verdict, url: answered, method, answer: { status, headers, body, ms } };
  }
}

function failed(url: URL, method: string, reason: FetchFailure['error']): ProbeResult {
  const evidence = judgeFailure(reason);
  return evidence === null ? 'probes-off' : unanswered(url, evidence, method);
}

const unanswered = (url: URL, evidence: Probed['evidence'], method = 'GET'): Probed => ({
  url: url.href,
  method,
  evidence,
  reading: null,
  answer: null,
});

const withoutHttps = (probed: Probed): Probed =>
  probed.reading === null
    ? probed
    : { ...probed, reading: { ...probed.reading, issues: [...probed.reading.issues, issue('not-https')] } };
