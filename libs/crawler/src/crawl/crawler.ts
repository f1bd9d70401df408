import { setMaxListeners } from 'node:events';

import { reasonOf } from '@bazaar/catalog';
import { type Clock, LinkedAbort } from '@bazaar/kernel';
import { type Config, type GuardedHttp, type Logger } from '@bazaar/platform';

import { OriginGate, gateLimits } from '../manners/origin-gate.js';
import { type Pause } from '../pause.js';
import { type ProbeResult, type Visit } from '../probing/probed.js';
import { RobotsGate } from '../robots/robots-gate.js';
import { type DueTarget, type Lease } from '../schedule/lease.js';
import { type LeaseDesk } from '../schedule/lease-desk.js';
import { type LeaseRepository } from '../schedule/lease.repository.js';
import { type CrawlMetrics } from './crawl-metrics.js';
import { NetworkWatch } from './network-watch.js';
import { type ObservationBuffer } from './observation-buffer.js';
import { OriginVisit, type VisitEnd } from './origin-visit.js';
import { Places } from './places.js';

export type CrawlerConfig = Pick<
  Config,
  | 'PROBE_CONCURRENCY'
  | 'DOMAIN_CONCURRENCY'
  | 'ORIGIN_REQUESTS_PER_SECOND'
  | 'ORIGIN_BURST'
  | 'ORIGIN_CONCURRENCY'
  | 'LEASE_MS'
>;

export interface CrawlerParts {
  readonly leases: LeaseRepository;
  readonly desk: LeaseDesk;
  readonly results: ObservationBuffer;
  readonly http: GuardedHttp;
  readonly probe: (target: DueTarget, visit: Visit) => Promise<ProbeResult>;
  readonly metrics: CrawlMetrics;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Resolves when a probe may be wanted, or after `ms`, or at the signal: a hint to look again. */
  readonly wanted: (ms: number, signal: AbortSignal) => Promise<void>;
}

const POLL_MS = 500;
/** Held on top of the others where somebody waits, so that a full house does not keep a registration waiting. */
const REQUESTED_EXTRA = 16;
/** Of all places, kept for what is merely due: no flood of requests holds it up. */
const DUE_SHARE = 1 / 4;
const PLACES_GATHER_MS = 10;
const BACK_OFF_MS = { min: 500, max: 30_000 } as const;
const FAILED_VISIT_MS = 30_000;

interface Holding {
  readonly visit: OriginVisit;
  readonly done: Promise<void>;
}

/** Probes what is due, for ever: takes origins, looks at their targets side by side, gives them back. */
export class Crawler {
  private readonly held = new Map<Lease, Holding>();
  /** Those of them that nobody asked for. */
  private readonly due = new Set<Lease>();
  private wake: () => void = () => undefined;
  private readonly places = new Places<Lease>(this.config.PROBE_CONCURRENCY, () => void this.wakeSoon());
  private readonly network = new NetworkWatch((isSuspect) => {
    this.parts.metrics.networkSuspect(isSuspect);
    this.parts.logger.warn({ event: isSuspect ? 'network-suspect' : 'network-back' });
  });

  constructor(
    private readonly config: CrawlerConfig,
    private readonly parts: CrawlerParts,
  ) {}

  /** Runs until the signal; what is under way is then dropped, what was learnt is stored, the origins are given back. */
  async run(until: AbortSignal): Promise<void> {
    const { signal } = new LinkedAbort(until);
    setMaxListeners(0, signal); // every request and every wait listens to it
    const renewing = this.renewAll(signal);
    let backOffMs: number = BACK_OFF_MS.min;
    while (!signal.aborted) {
      try {
        const places = this.places.free;
        const taken = await this.take(places, signal);
        backOffMs = BACK_OFF_MS.min;
        const isNothingDue = places > 0 && taken === 0;
        if (isNothingDue || this.places.free <= 0) await this.rest(signal);
        else await this.parts.pause(PLACES_GATHER_MS, signal);
      } catch (error) {
        this.parts.logger.error({ event: 'crawl-failed', err: error, backOffMs });
        await this.parts.pause(backOffMs, signal);
        backOffMs = Math.min(backOffMs * 2, BACK_OFF_MS.max);
      }
    }
    await Promise.all([...this.held.values()].map(({ done }) => done));
    await renewing;
  }

  private async take(places: number, signal: AbortSignal): Promise<number> {
    const { leases } = this.parts;
    const requested = await leases.takeRequested(places + REQUESTED_EXTRA, this.crowded());
    this.start(requested, signal);
    const owed = Math.ceil(this.config.PROBE_CONCURRENCY * DUE_SHARE) - this.due.size;
    const due = await leases.takeDue(Math.max(places - requested.length, owed), this.crowded());
    for (const lease of due) this.due.add(lease);
    this.start(due, signal);
    return requested.length + due.length;
  }

  /** Domains of which we hold as many origins as one owner may take up. */
  private crowded(): string[] {
    const held = new Map<string, number>();
    for (const { domain } of this.held.keys()) held.set(domain, (held.get(domain) ?? 0) + 1);
    return [...held]
      .filter(([, origins]) => origins >= this.config.DOMAIN_CONCURRENCY)
      .map(([domain]) => domain);
  }

  /** Until something is wanted, or a place is free that others wait for, or it is time to look again. */
  private async rest(signal: AbortSignal): Promise<void> {
    const over = new LinkedAbort(signal);
    this.wake = () => over.abort('over');
    await this.parts.wanted(POLL_MS, over.signal);
    over.release();
  }

  /** Places come free one after the other: they are filled a few at a time. */
  private async wakeSoon(): Promise<void> {
    await this.parts.pause(PLACES_GATHER_MS);
    this.wake();
  }

  private start(leases: readonly Lease[], signal: AbortSignal): void {
    for (const lease of leases) {
      const { clock, pause, http, probe } = this.parts;
      const gate = new OriginGate(lease.bucket, gateLimits(this.config), clock, pause);
      const robots = new RobotsGate(lease.origin, lease.robots, http, gate, clock);
      const visit = new OriginVisit(
        lease,
        { gate, robots, signal },
        {
          ...{ leases: this.parts.desk, results: this.parts.results, probe, clock, pause },
          concurrency: this.config.ORIGIN_CONCURRENCY,
          isEvidence: (probed) => this.network.isEvidence(lease.domain, probed, clock.now().getTime()),
          onAsked: () => this.places.leave(lease),
          onProbed: ({ evidence }, ms) => this.parts.metrics.probed(reasonOf(evidence), ms),
          onError: (error, { url }) => this.parts.logger.error({ event: 'probe-broken', url, err: error }),
        },
      );
      this.places.give(lease);
      const done = this.finish(lease, visit, gate, robots);
      this.held.set(lease, { visit, done });
    }
    this.parts.metrics.holding(this.held.size);
  }

  private async finish(
    lease: Lease,
    visit: OriginVisit,
    gate: OriginGate,
    robots: RobotsGate,
  ): Promise<void> {
    const { desk, logger, metrics, clock } = this.parts;
    let isDueAgain = false;
    let end: VisitEnd;
    try {
      end = await visit.run();
    } catch (error) {
      logger.error({ event: 'visit-failed', origin: lease.origin, err: error });
      const notBefore = new Date(clock.now().getTime() + FAILED_VISIT_MS);
      end = { notBefore, waitUntil: null, documentsMatter: false };
    }
    try {
      isDueAgain = await desk.release(lease, { ...end, bucket: gate.state(), robots: robots.answered });
    } catch (error) {
      logger.error({ event: 'release-failed', origin: lease.origin, err: error }); // it expires by itself
    }
    this.held.delete(lease);
    this.due.delete(lease);
    this.places.forget(lease);
    metrics.holding(this.held.size);
    if (isDueAgain) this.wake(); // somebody's request came while we held it
  }

  /** A third of a lease apart: one failed attempt loses nothing. */
  private async renewAll(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.parts.pause(this.config.LEASE_MS / 3, signal);
      if (signal.aborted) return;
      try {
        for (const lost of await this.parts.leases.renew([...this.held.keys()])) this.lose(lost);
      } catch (error) {
        this.parts.logger.warn({ event: 'renew-failed', err: error });
      }
    }
  }

  /** Given back meanwhile, or taken over by another worker: either way no longer ours. */
  private lose(lease: Lease): void {
    const holding = this.held.get(lease);
    if (holding === undefined) return;
    holding.visit.end();
    this.parts.metrics.leaseLost();
    this.parts.logger.warn({ event: 'lease-lost', origin: lease.origin });
  }
}
