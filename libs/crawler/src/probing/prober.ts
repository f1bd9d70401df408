import { type Clock } from '@bazaar/kernel';
import { type FetchLimits, type GuardedHttp } from '@bazaar/platform';
import { issue } from '@bazaar/x402';

import { type OriginDocuments } from '../documents/origin-documents.js';
import { type DueTarget } from '../schedule/lease.js';
import { isPlainHttp } from './is-plain-http.js';
import { mayIgnoreRobots } from './may-ignore-robots.js';
import { HttpProber } from './probe-http.js';
import { ToolProber } from './probe-tool.js';
import { type ProbeResult, type Probed, type Visit, failed, unasked } from './probed.js';

export interface ProberParts {
  readonly http: GuardedHttp;
  readonly limits: FetchLimits;
  readonly clock: Clock;
  readonly documents: OriginDocuments;
}

/** Looks at a target, whatever it is: as far as its origin's documents and robots.txt allow, by https before plain http. */
export class Prober {
  private readonly urls: HttpProber;
  private readonly tools: ToolProber;
  private readonly documents: OriginDocuments;

  constructor({ http, limits, clock, documents }: ProberParts) {
    this.urls = new HttpProber(http, limits, clock);
    this.tools = new ToolProber(http, limits, clock);
    this.documents = documents;
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
    const { isOptedOut, operations, isNamedNoMore } = await this.documents.about(url);
    if (isOptedOut) return unasked(url, method, { kind: 'opted-out' });
    if (!mayIgnoreRobots(target)) {
      const verdict = await visit.robots.check(url, visit.signal);
      if (verdict.kind === 'stopped') return 'stopped';
      if (verdict.kind === 'disallowed') return unasked(url, method, { kind: 'robots' });
      if (verdict.kind === 'no-answer') return failed(url, method, verdict.failure);
      if (verdict.kind === 'wait') return unasked(url, method, verdict.evidence);
    }
    const probed = await (toolName === null
      ? this.urls.probe({ ...target, url, operations }, visit)
      : this.tools.probe({ ...target, url, toolName, operations }, visit));
    return isNamedNoMore && typeof probed !== 'string' ? leftOut(probed) : probed;
  }
}

/** What its origin's document names no more may still be for sale: told to the seller, and held against nobody. */
const leftOut = (probed: Probed): Probed =>
  probed.evidence.kind === 'payable'
    ? { ...probed, issues: [...probed.issues, issue('absent-from-manifest')] }
    : probed;

/** As written by the source, without what is never sent. */
function addressOf(text: string): URL {
  const url = new URL(text);
  url.hash = '';
  url.username = '';
  url.password = '';
  return url;
}
