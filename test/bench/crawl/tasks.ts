/** A fleet of so many endpoints at each of so many origins. */
export interface FleetSize {
  readonly origins: number;
  readonly perOrigin: number;
}

export interface StartedFleet {
  readonly urls: readonly string[];
}

/** What makes up a probe. The first `check` meets a tenth of the schemas for the first time, the next one none. */
export type ProbePart = 'fetch' | 'read' | 'check' | 'ingest';

export type CrawlTask =
  /** Crawl until so many probes are stored. */
  | { readonly crawl: number }
  /** Do one part of the probes that were crawled last, and that alone. Before they are stored again, lease their origins. */
  | { readonly part: ProbePart | 'lease' };

export interface Crawled {
  readonly seconds: number;
  /** How late a timer was for want of the loop. */
  readonly lagP99Ms: number;
  readonly lagMaxMs: number;
}
