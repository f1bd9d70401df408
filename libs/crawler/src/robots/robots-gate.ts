import { type ProbeEvidence } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type FetchFailure, type GuardedHttp } from '@bazaar/platform';

import { type OriginGate } from '../manners/origin-gate.js';
import { isPlainHttp } from '../probing/is-plain-http.js';
import { robotsAllow } from './robots-allow.js';
import { type RobotsAnswer, readRobots } from './read-robots.js';
import { type StoredRobots, isFresh } from './stored-robots.js';

export type RobotsVerdict =
  | { readonly kind: 'allowed' | 'disallowed' | 'stopped' }
  | { readonly kind: 'no-answer'; readonly failure: FetchFailure }
  | { readonly kind: 'wait'; readonly evidence: ProbeEvidence };

/** Keeps robots.txt for as long as an origin is leased; asks for it once, when the first target needs it. */
export class RobotsGate {
  private readonly answers = new Map<string, Promise<RobotsAnswer | null>>();
  /** What the leased origin answered under this lease, for the leases to come; null as long as it was not asked. */
  answered: StoredRobots | null = null;
  /** The origin asked us to stay away, in its answer to robots.txt itself: nothing more is asked under this lease. */
  waitUntil: Date | null = null;

  constructor(
    private readonly origin: string,
    stored: StoredRobots | null,
    private readonly http: Pick<GuardedHttp, 'open'>,
    private readonly gate: OriginGate,
    private readonly clock: Clock,
  ) {
    if (stored !== null && isFresh(stored, clock.now()))
      this.answers.set(origin, Promise.resolve({ kind: 'robots', robots: stored }));
  }

  async check(url: URL, signal: AbortSignal): Promise<RobotsVerdict> {
    const answer = this.answers.get(url.origin) ?? this.ask(url, signal);
    this.answers.set(url.origin, answer);
    const robots = await answer;
    if (robots === null || signal.aborted) return { kind: 'stopped' };
    if (robots.kind !== 'robots') return robots;
    if (this.waitUntil !== null) return { kind: 'stopped' };
    return { kind: robotsAllow(robots.robots, url) ? 'allowed' : 'disallowed' };
  }

  private async ask(url: URL, signal: AbortSignal): Promise<RobotsAnswer | null> {
    const now = this.clock.now();
    const allowHttp = isPlainHttp(url);
    const onRedirect = (): Promise<void> => this.gate.turn(signal);
    const answer = await this.gate.pass(signal, () =>
      readRobots(this.http, url.origin, { now, allowHttp, onRedirect, signal }),
    );
    if (answer === null || signal.aborted) return answer;
    if (answer.kind === 'wait') {
      this.waitUntil = answer.until;
      this.gate.close();
    }
    // An http origin shares the row of its https twin; its rules live as long as this lease.
    if (answer.kind === 'robots' && url.origin === this.origin) this.answered = answer.robots;
    return answer;
  }
}
