export interface Rate {
  readonly perSecond: number;
  /**
   * For each second that a core worked for this process, its threads for garbage and compiling included. What else the
   * machine does makes little difference to it.
   */
  readonly perCoreSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface Span {
  /** Before anything counts, so that the code is compiled and the caches are filled. */
  readonly warmMs: number;
  readonly measuredMs: number;
}

/** Runs a piece of work again and again, one run after the other. */
export async function measureRate(
  work: (run: number) => unknown,
  { warmMs, measuredMs }: Span,
): Promise<Rate> {
  await timeRuns(work, warmMs);
  const before = process.cpuUsage();
  const runsMs = await timeRuns(work, measuredMs);
  const { user, system } = process.cpuUsage(before);
  return {
    perSecond: (runsMs.length / runsMs.reduce((sum, ms) => sum + ms, 0)) * 1e3,
    perCoreSecond: (runsMs.length / (user + system)) * 1e6,
    p50Ms: percentile(runsMs, 0.5),
    p99Ms: percentile(runsMs, 0.99),
  };
}

/** How long each run took. */
async function timeRuns(work: (run: number) => unknown, forMs: number): Promise<readonly number[]> {
  const runsMs: number[] = [];
  const until = performance.now() + forMs;
  for (let now = performance.now(); now < until;) {
    await work(runsMs.length);
    const before = now;
    now = performance.now();
    runsMs.push(now - before);
  }
  return runsMs;
}

/** The least of the values that so large a share of them does not exceed. */
function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
