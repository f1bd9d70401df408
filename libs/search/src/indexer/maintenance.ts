import { type SearchEngine } from '../search-engine.js';

const INTERVAL_MIN_MS = 5_000;
/** Of all time at most a fiftieth goes into maintenance, however large the index. */
const REST_FACTOR = 50;

/** When an engine's own upkeep is due: after something was indexed, and not too often. */
export class Maintenance {
  private changed = 0;
  private notBefore = 0;

  constructor(private readonly engine: SearchEngine) {}

  note(indexed: number): void {
    this.changed += indexed;
  }

  async runIfDue(): Promise<void> {
    const startedAt = performance.now();
    if (this.changed === 0 || startedAt < this.notBefore) return;
    this.changed = 0;
    this.notBefore = startedAt + INTERVAL_MIN_MS; // also where it fails
    await this.engine.maintain();
    const endedAt = performance.now();
    this.notBefore = endedAt + Math.max(INTERVAL_MIN_MS, (endedAt - startedAt) * REST_FACTOR);
  }
}
