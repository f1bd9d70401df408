import { setTimeout } from 'node:timers/promises';

import { type Clock } from '@bazaar/kernel';

import { type ProbeRequest, type ProbeRequestRepository } from './probe-request.repository.js';

const POLL_MS = 500;
/** Probes end all the time: however many wake us, we look no more often. */
const GAP_MS = 50;
const WAITERS_MAX = 1_000;

interface Waiter {
  readonly targetId: string;
  /** By the clock of this machine: when the time is up. */
  readonly deadline: number;
  /** The same by the catalogue's clock. */
  readonly until: Date;
  leads: string;
  readonly done: (listingId: string) => void;
  readonly failed: (error: unknown) => void;
}

/** Waits for probes on behalf of everybody who waits in this process: one query tells them all. */
export class ProbeWatch {
  private readonly waiters = new Set<Waiter>();
  private isLooking = false;
  private arrived: () => void = () => undefined;

  /** @param probed resolves when a probe ended somewhere, or after `ms`: a hint to look again */
  constructor(
    private readonly requests: Pick<ProbeRequestRepository, 'states'>,
    private readonly clock: Clock,
    private readonly probed: (ms: number) => Promise<void>,
  ) {}

  /**
   * Waits until no probe of the target is awaited any more, or the time is up. Gives the listing, which a probe may
   * have merged. Where too many wait already, it gives what is known now.
   */
  settled(targetId: string, listingId: string, waitMs: number): Promise<string> {
    if (waitMs <= 0 || this.waiters.size >= WAITERS_MAX) return Promise.resolve(listingId);
    const deadline = Date.now() + waitMs;
    const until = new Date(this.clock.now().getTime() + waitMs);
    return new Promise((done, failed) => {
      this.waiters.add({ targetId, deadline, until, leads: listingId, done, failed });
      this.arrived();
      if (!this.isLooking) void this.look();
    });
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    while (this.waiters.size > 0) {
      // Before we look: a probe that ends meanwhile must not be missed.
      const news = this.news();
      const asked = [...this.waiters];
      try {
        const states = await this.requests.states(asked);
        asked.forEach((waiter, index) => this.tell(waiter, states[index] ?? null));
      } catch (error) {
        for (const waiter of asked) {
          this.waiters.delete(waiter);
          waiter.failed(error);
        }
      }
      if (this.waiters.size > 0) await Promise.all([news, setTimeout(GAP_MS)]);
    }
    this.isLooking = false;
  }

  /** Something may have happened: a probe ended, somebody came, somebody's time is up. */
  private news(): Promise<void> {
    const arrival = new Promise<void>((resolve) => (this.arrived = resolve));
    const nearest = Math.min(...[...this.waiters].map(({ deadline }) => deadline));
    return Promise.race([arrival, this.probed(Math.max(0, Math.min(POLL_MS, nearest - Date.now())))]);
  }

  private tell(waiter: Waiter, state: ProbeRequest | null): void {
    waiter.leads = state?.listingId ?? waiter.leads;
    if (state?.pending === true && Date.now() < waiter.deadline) return;
    this.waiters.delete(waiter);
    waiter.done(waiter.leads);
  }
}
