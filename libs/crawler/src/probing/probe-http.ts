import { type Clock } from '@bazaar/kernel';
import { type Fetched, type FetchLimits, type FetchResult, type GuardedHttp } from '@bazaar/platform';

import { type DueTarget } from '../schedule/lease.js';
import { isPlainHttp } from './is-plain-http.js';
import { type ProbeResult, type Visit, answered, failed } from './probed.js';
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

  async probe(url: URL, target: Pick<DueTarget, 'method' | 'example'>, visit: Visit): Promise<ProbeResult> {
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
    if (!result.ok) return failed(url, method, result.error);
    const { status, headers, body, ms, redirects } = result.value;
    // Identity comes from the URL that was asked: a redirect may add a slash to it, not make it another resource.
    const identity = isSameButSlash(url, result.value.url) ? result.value.url : url;
    // A redirected POST may have become a GET on its way: then nobody knows which of the two was answered.
    const known = method === 'POST' && redirects > 0 ? null : method;
    return answered(
      { url: identity.href, method: known, status, headers, body },
      { toolName: null, method, at: this.clock.now(), ms },
    );
  }
}

const isSameButSlash = (asked: URL, answered: URL): boolean =>
  asked.host === answered.host && asked.pathname.replace(/\/$/, '') === answered.pathname.replace(/\/$/, '');
