import { monitorEventLoopDelay } from 'node:perf_hooks';

import { type Crawled } from './tasks.js';

const EVERY_MS = 5;

/** Begins to measure; what it gives ends that. */
export function watchLag(): () => Pick<Crawled, 'lagP99Ms' | 'lagMaxMs'> {
  const delay = monitorEventLoopDelay({ resolution: EVERY_MS });
  delay.enable();
  // What is recorded is the time from one timer to the next.
  const lateMs = (ns: number): number => Math.max(0, ns / 1e6 - EVERY_MS);
  return () => {
    delay.disable();
    return { lagP99Ms: lateMs(delay.percentile(99)), lagMaxMs: lateMs(delay.max) };
  };
}
