import { type Clock } from '@bazaar/kernel';
import { type FetchLimits, type GuardedHttp } from '@bazaar/platform';

import { type DueTarget } from '../schedule/lease.js';
import { HttpProber } from './probe-http.js';
import { ToolProber } from './probe-tool.js';
import { type ProbeResult, type Visit } from './probed.js';

/** Looks at a target, whatever it is. */
export class Prober {
  private readonly urls: HttpProber;
  private readonly tools: ToolProber;

  constructor(http: GuardedHttp, limits: FetchLimits, clock: Clock) {
    this.urls = new HttpProber(http, limits, clock);
    this.tools = new ToolProber(http, limits, clock);
  }

  probe(target: DueTarget, visit: Visit): Promise<ProbeResult> {
    const { toolName } = target;
    return toolName === null
      ? this.urls.probe(target, visit)
      : this.tools.probe({ ...target, toolName }, visit);
  }
}
