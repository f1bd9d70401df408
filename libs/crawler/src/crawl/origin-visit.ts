import { type Observed, originWaitOf } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';

import { type Pause } from '../pause.js';
import { type Probed, type ProbeResult, type Visit } from '../probing/probed.js';
import { type DueTarget, type Lease, type LeaseEnd } from '../schedule/lease.js';
import { type LeaseDesk } from '../schedule/lease-desk.js';
import { type ObservationBuffer } from './observation-buffer.js';

export interface VisitParts {
  readonly leases: Pick<LeaseDesk, 'dueTargets' | 'postpone'>;
  readonly results: Pick<ObservationBuffer, 'add'>;
  readonly probe: (target: DueTarget, visit: Visit) => Promise<ProbeResult>;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Targets looked at side by side. */
  readonly concurrency: number;
  /** Whether a result is to be stored at all: not where it says more of our own network than of the seller. */
  readonly isEvidence: (probed: Probed) => boolean;
  /** Nothing more is asked of the origin in this turn: what it answered may still have to be stored. */
  readonly onAsked: () => void;
  readonly onProbed: (probed: Probed, ms: number) => void;
  /** A probe broke: our bug, or our database. */
  readonly onError: (error: unknown, target: DueTarget) => void;
}

/** What the visit itself has to say when the origin is given back. */
export type VisitEnd = Pick<LeaseEnd, 'notBefore' | 'waitUntil' | 'documentsMatter'>;

/** After that the origin goes back, so that others have their turn however much is due here. */
const TURN_MS = 10_000;
const LOOK_AGAIN_MS = 500;
const QUEUE_MAX = 16;
const PROBES_OFF_MS = 10 * 60_000;
const BROKEN_MS = 10 * 60_000;
const NO_EVIDENCE_MS = 10 * 60_000;
const REFUSED_MS = 6 * 3_600_000;
/** A 429 that does not say how long. */
const SLOW_DOWN_MS = 60_000;

/** One turn at an origin: its due targets, those somebody waits for first, until nothing is due or the turn is over. */
export class OriginVisit {
  private readonly probing = new Map<string, Promise<void>>();
  /** Probed, and by the database's word still due. */
  private readonly storing = new Map<string, Promise<void>>();
  private queue: DueTarget[] = [];
  private queuedAt = 0;
  private mayHaveMore = true;
  private over = false;
  private failure: Error | null = null;
  private notBefore: Date | null = null;
  private documentsMatter = false;

  constructor(
    private readonly lease: Lease,
    private readonly visit: Visit,
    private readonly parts: VisitParts,
  ) {}

  /** Ends early: what is under way is finished, and nothing more is begun. */
  end(): void {
    this.over = true;
  }

  async run(): Promise<VisitEnd> {
    const endsAt = this.now() + TURN_MS;
    try {
      while (!this.over && !this.visit.signal.aborted && this.now() < endsAt) {
        if (!(await this.step())) break;
      }
    } finally {
      await Promise.all(this.probing.values());
      this.parts.onAsked();
      await Promise.all(this.storing.values());
    }
    if (this.failure !== null) throw this.failure;
    const { notBefore, documentsMatter } = this;
    return { notBefore, waitUntil: this.visit.robots.waitUntil, documentsMatter };
  }

  /** Begins one probe, or waits until one may begin. False where nothing is left to ask. */
  private async step(): Promise<boolean> {
    const hasPlace = this.probing.size < this.parts.concurrency;
    const target = hasPlace ? await this.next() : undefined;
    if (target !== undefined) {
      this.track(this.probing, target, this.probe(target));
    } else if (this.probing.size > 0) {
      // Somebody may register a target of this origin while the others are slow.
      const again = new AbortController();
      const look = hasPlace ? [this.parts.pause(LOOK_AGAIN_MS, again.signal)] : [];
      await Promise.race([...this.probing.values(), ...look]);
      again.abort('over'); // of its own the reason would be an exception with its stack trace
    } else {
      return false;
    }
    return true;
  }

  /**
   * The queue is short and soon out of date, so that a target somebody waits for comes first. One that was not full
   * held all there was: for a moment there is no need to ask again.
   */
  private async next(): Promise<DueTarget | undefined> {
    const isOld = this.now() - this.queuedAt > LOOK_AGAIN_MS;
    if (isOld || (this.queue.length === 0 && this.mayHaveMore)) {
      const busy = [...this.probing.keys(), ...this.storing.keys()];
      this.queue = await this.parts.leases.dueTargets(this.lease, QUEUE_MAX, busy);
      this.queuedAt = this.now();
      this.mayHaveMore = this.queue.length === QUEUE_MAX;
    }
    return this.queue.shift();
  }

  private async probe(target: DueTarget): Promise<void> {
    const startedAt = this.now();
    let probed: ProbeResult;
    try {
      probed = await this.parts.probe(target, this.visit);
    } catch (error) {
      this.parts.onError(error, target);
      await this.putOff(target, BROKEN_MS);
      return;
    }
    if (probed === 'stopped') {
      if (this.visit.robots.waitUntil !== null) this.end();
      return;
    }
    if (probed === 'probes-off') {
      this.stayAway(new Date(this.now() + PROBES_OFF_MS));
      return;
    }
    this.parts.onProbed(probed, this.now() - startedAt);
    if (!this.parts.isEvidence(probed)) {
      await this.putOff(target, NO_EVIDENCE_MS);
      return;
    }
    this.obey(probed);
    this.documentsMatter ||= probed.evidence.kind === 'payable' || probed.evidence.kind === 'opted-out';
    this.track(this.storing, target, this.store(target, probed));
  }

  /** Work under way. Where it fails the turn ends: nothing can be stored now, and what is due stays due. */
  private track(under: Map<string, Promise<void>>, { id }: DueTarget, work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => {
        this.failure ??= error instanceof Error ? error : new Error(String(error));
        this.end();
      })
      .finally(() => under.delete(id));
    under.set(id, tracked);
  }

  private async store(target: DueTarget, probed: Probed): Promise<void> {
    const { origin, token } = this.lease;
    const { besideWait: _, ...seen } = probed;
    const at = this.parts.clock.now();
    const observed: Observed = { ...seen, targetId: target.id, origin, leaseToken: token, at };
    const outcome = await this.parts.results.add(observed, { urgent: target.requested });
    if (outcome === 'lost-lease') this.end();
    else if (outcome !== 'stored') await this.putOff(target, REFUSED_MS);
  }

  /**
   * The origin's own word ends the turn: what else is due here would only be told the same. Said of all of it, in the
   * answer to robots.txt, it is heard by all that is due, and nothing is asked for that.
   */
  private obey({ evidence, answer, besideWait }: Probed): void {
    if (this.visit.robots.waitUntil !== null) return;
    const beside = { kind: 'not-now', reason: 'rate-limited', retryAt: besideWait } as const;
    const waits = [evidence, beside].flatMap((said) => originWaitOf(said, this.parts.clock.now()) ?? []);
    const waitsMs = waits.map((until) => until.getTime()).filter((until) => until > this.now());
    if (waitsMs.length > 0) this.stayAway(new Date(Math.max(...waitsMs)));
    else if (evidence.kind === 'not-now' && answer?.status === 429)
      this.stayAway(new Date(this.now() + SLOW_DOWN_MS));
  }

  private stayAway(until: Date): void {
    if (this.notBefore === null || this.notBefore < until) this.notBefore = until;
    this.end();
  }

  private putOff(target: DueTarget, ms: number): Promise<void> {
    return this.parts.leases.postpone(this.lease, target.id, new Date(this.now() + ms));
  }

  private now(): number {
    return this.parts.clock.now().getTime();
  }
}
