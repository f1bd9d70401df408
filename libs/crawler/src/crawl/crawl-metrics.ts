import { type Metrics } from '@bazaar/platform';

import { type Backlog } from '../schedule/backlog.repository.js';

/** What is counted of the crawl. */
export class CrawlMetrics {
  private readonly probes;
  private readonly seconds;
  private readonly origins;
  private readonly lost;
  private readonly suspect;
  private lately = new Map<string, number>();

  constructor(metrics: Metrics, backlog: () => Promise<Backlog>) {
    this.probes = metrics.counter({ name: 'probes_total', help: 'Probes by reason.', labels: ['reason'] });
    this.seconds = metrics.histogram({
      name: 'probe_seconds',
      help: 'Time of a probe, our own waiting included.',
    });
    this.origins = metrics.gauge({ name: 'origins_leased', help: 'Origins this worker holds.' });
    this.lost = metrics.counter({ name: 'leases_lost_total', help: 'Leases another worker took over.' });
    this.suspect = metrics.gauge({
      name: 'network_suspect',
      help: '1 while silence is held against nobody.',
    });
    metrics.lookedUp(
      { name: 'origins_due', help: 'Origins with something due that no worker holds.' },
      async () => (await backlog()).origins,
    );
    metrics.lookedUp(
      { name: 'oldest_due_seconds', help: 'How long the first of them has been due.' },
      async () => (await backlog()).oldestMs / 1000,
    );
  }

  probed(reason: string, ms: number): void {
    this.probes.inc({ reason });
    this.lately.set(reason, (this.lately.get(reason) ?? 0) + 1);
    this.seconds.observe(ms / 1000);
  }

  holding(origins: number): void {
    this.origins.set(origins);
  }

  leaseLost(): void {
    this.lost.inc();
  }

  networkSuspect(isSuspect: boolean): void {
    this.suspect.set(isSuspect ? 1 : 0);
  }

  /** Probes by reason since this was asked last. */
  takeLately(): Readonly<Record<string, number>> {
    const lately = Object.fromEntries(this.lately);
    this.lately = new Map();
    return lately;
  }
}
