import { setTimeout as sleep } from 'node:timers/promises';

import { type TestCatalog } from '../../../builders/a-catalog.js';

/** Something that happens at its time, whatever else is due. */
export interface PlannedEvent {
  readonly at: Date;
  readonly happen: () => Promise<unknown>;
}

const SETTLED_MS_MAX = 60_000;
const POLL_MS = 2;

/**
 * Time that passes only where something is due: the clock jumps to the next planned event or the next probe, all that
 * is due then is probed and stored, and on. Events come before the probes of their moment.
 */
export class SimulatedTime {
  constructor(
    private readonly catalog: TestCatalog,
    private readonly crawler: { wake(): void },
  ) {}

  async pass(until: Date, events: readonly PlannedEvent[]): Promise<void> {
    const waiting = [...events].sort((one, other) => one.at.getTime() - other.at.getTime());
    for (;;) {
      const moment = earliest(until, waiting[0]?.at, (await this.schedule()).next);
      this.catalog.clock.moveTo(moment);
      while (waiting[0] !== undefined && waiting[0].at <= moment) await waiting.shift()?.happen();
      this.crawler.wake();
      await this.settled();
      if (moment >= until) return;
    }
  }

  /** Nothing is due any more and nothing is held: all that was due is stored. */
  private async settled(): Promise<void> {
    const givenUpAt = Date.now() + SETTLED_MS_MAX;
    for (;;) {
      const { next, held } = await this.schedule();
      if (held === 0 && (next === null || next > this.catalog.clock.now())) return;
      if (Date.now() > givenUpAt)
        throw new Error(`At ${this.catalog.clock.now().toISOString()} the crawler came to no end.`);
      await sleep(POLL_MS);
    }
  }

  private async schedule(): Promise<{ next: Date | null; held: number }> {
    const [row] = await this.catalog.database.query<{ next: Date | null; held: number }[]>(
      'SELECT min(next_request_at) AS next, count(leased_until)::int AS held FROM origin',
    );
    return row!;
  }
}

const earliest = (...times: readonly (Date | null | undefined)[]): Date =>
  new Date(Math.min(...times.flatMap((time) => time?.getTime() ?? [])));
