import { type Bench } from './bench.js';

/** Loaded only when asked for: what one bench imports does not weigh on another. */
export const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  crawl: async () => (await import('./crawl.bench.js')).crawl,
  ingest: async () => (await import('./ingest.bench.js')).ingest,
  read: async () => (await import('./read.bench.js')).read,
  soak: async () => (await import('./soak.bench.js')).soak,
  sources: async () => (await import('./sources.bench.js')).sources,
};
