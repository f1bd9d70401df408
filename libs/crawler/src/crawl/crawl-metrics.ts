import { type Metrics } from '@bazaar/platform';

/** What is counted of the crawl. */
export class CrawlMetrics {
  private readonly probes;
  private readonly seconds;
  private readonly origins;
  private readonly lost;
  private readonly suspect;

  constructor(metrics: Metrics) {
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
  }

  probed(reason: string, ms: number): void {
    this.probes.inc({ reason });
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
}
