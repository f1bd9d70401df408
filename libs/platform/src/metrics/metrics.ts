import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

interface Definition<Label extends string> {
  /** Without the prefix `bazaar_`; the unit last: `probe_seconds`, `probes_total`. */
  readonly name: string;
  readonly help: string;
  /** Few values each: a reason or a source, never a URL. */
  readonly labels?: readonly Label[];
}

/** The one registry of a process. Everything that is counted is defined through it, so a name is taken once. */
export class Metrics {
  readonly registry = new Registry();

  counter<Label extends string = never>({ name, help, labels = [] }: Definition<Label>): Counter<Label> {
    return new Counter({ name: `bazaar_${name}`, help, labelNames: labels, registers: [this.registry] });
  }

  gauge<Label extends string = never>({ name, help, labels = [] }: Definition<Label>): Gauge<Label> {
    return new Gauge({ name: `bazaar_${name}`, help, labelNames: labels, registers: [this.registry] });
  }

  /** A figure that is looked up when somebody reads the metrics; not a number while it cannot be. */
  lookedUp({ name, help }: Omit<Definition<never>, 'labels'>, look: () => Promise<number>): void {
    new Gauge({
      ...{ name: `bazaar_${name}`, help, registers: [this.registry] },
      async collect() {
        this.set(await look().catch(() => Number.NaN));
      },
    });
  }

  /** Such a figure for each of a few things, by their names; nothing is shown while it cannot be looked up. */
  lookedUpBy<Label extends string>(
    { name, help, label }: Omit<Definition<Label>, 'labels'> & { readonly label: Label },
    look: () => Promise<ReadonlyMap<string, number>>,
  ): void {
    new Gauge({
      ...{ name: `bazaar_${name}`, help, labelNames: [label], registers: [this.registry] },
      async collect() {
        const figures = await look().catch(() => new Map<string, number>());
        this.reset();
        for (const [value, figure] of figures) this.labels(value).set(figure);
      },
    });
  }

  histogram<Label extends string = never>({
    name,
    help,
    labels = [],
    buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  }: Definition<Label> & { readonly buckets?: readonly number[] }): Histogram<Label> {
    const registers = [this.registry];
    return new Histogram({
      name: `bazaar_${name}`,
      help,
      labelNames: labels,
      buckets: [...buckets],
      registers,
    });
  }

  /** What `/metrics` answers, of the type `registry.contentType`. */
  async text(): Promise<string> {
    return this.registry.metrics();
  }
}

/** A registry with the process's own figures: CPU, memory, event loop. */
export function createMetrics(): Metrics {
  const metrics = new Metrics();
  collectDefaultMetrics({ register: metrics.registry });
  return metrics;
}
