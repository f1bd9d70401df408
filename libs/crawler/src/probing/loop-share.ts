/** Work in one piece for no longer than this, then whatever else waits for the loop. */
const PIECE_MS = 8;

/**
 * Work that is done on our own thread, shared out: however much comes at once, timers and sockets have their turn in
 * between.
 */
export class LoopShare {
  private readonly waiting: (() => void)[] = [];
  private isWorking = false;

  /** Resolves when the next piece may be done; it is to be done at once. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (!this.isWorking) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    let since = performance.now();
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) {
      next();
      await Promise.resolve(); // meanwhile it is done
      if (performance.now() - since < PIECE_MS) continue;
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
    this.isWorking = false;
  }
}
