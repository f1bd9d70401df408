/** Of one turn of the loop; then whatever else waits for it comes first. */
const SHARE_MS = 8;

/**
 * Work that is done on our own thread, piece by piece: however much comes at once, timers and sockets have their turn in
 * between.
 */
export class LoopShare {
  private readonly waiting: (() => void)[] = [];
  private isWorking = false;
  /** When the first piece of this turn of the loop began. */
  private since: number | null = null;

  /** Resolves when the next piece may be done; it is to be done at once. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (!this.isWorking) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    while (this.waiting.length > 0) {
      while (this.hasHadItsShare()) await nextTurn();
      this.waiting.shift()?.();
      await Promise.resolve(); // meanwhile it is done
    }
    this.isWorking = false;
  }

  private hasHadItsShare(): boolean {
    const now = performance.now();
    if (this.since === null) void nextTurn().then(() => (this.since = null));
    this.since ??= now;
    return now - this.since >= SHARE_MS;
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
