import { type Clock } from '@bazaar/kernel';
import { type FetchLimits, type GuardedHttp } from '@bazaar/platform';

import { type DueTarget } from '../schedule/lease.js';
import { isPlainHttp } from './is-plain-http.js';
import { mayIgnoreRobots } from './may-ignore-robots.js';
import { HttpProber } from './probe-http.js';
import { ToolProber } from './probe-tool.js';
import { type ProbeResult, type Visit, failed, unanswered } from './probed.js';

/** Looks at a target, whatever it is: as far as robots.txt allows, by https before plain http. */
export class Prober {
  private readonly urls: HttpProber;
  private readonly tools: ToolProber;

  constructor(http: GuardedHttp, limits: FetchLimits, clock: Clock) {
    this.urls = new HttpProber(http, limits, clock);
    this.tools = new ToolProber(http, limits, clock);
  }

  /** Plain http is tried only where https gave no answer at all. */
  async probe(target: DueTarget, visit: Visit): Promise<ProbeResult> {
    const url = addressOf(target.url);
    if (!isPlainHttp(url)) return this.look(url, target, visit);
    const secure = new URL(url);
    secure.protocol = 'https:';
    const bySecure = await this.look(secure, target, visit);
    if (typeof bySecure === 'string' || bySecure.evidence.kind !== 'no-answer') return bySecure;
    return this.look(url, target, visit);
  }

  private async look(url: URL, target: DueTarget, visit: Visit): Promise<ProbeResult> {
    const { toolName } = target;
    const method = toolName === null ? 'GET' : 'POST';
    if (!mayIgnoreRobots(target)) {
      const verdict = await visit.robots.check(url, visit.signal);
      if (verdict.kind === 'stopped') return 'stopped';
      if (verdict.kind === 'disallowed') return unanswered(url, method, { kind: 'robots' });
      if (verdict.kind === 'no-answer') return failed(url, method, verdict.reason);
      if (verdict.kind === 'wait') return unanswered(url, method, verdict.evidence);
    }
    return toolName === null
      ? this.urls.probe(url, target, visit)
      : this.tools.probe(url, { ...target, toolName }, visit);
  }
}

/** As written by the source, without what is never sent. */
function addressOf(text: string): URL {
  const url = new URL(text);
  url.hash = '';
  url.username = '';
  url.password = '';
  return url;
}
