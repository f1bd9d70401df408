/** A wait that ends early when there is news. News that comes while nobody waits ends the next wait at once. */
export class Wakeup {
  private news = false;
  private waiting: (() => void) | null = null;

  wake(): void {
    this.news = true;
    this.waiting?.();
  }

  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.news && !signal.aborted)
      await new Promise<void>((resolve) => {
        const end = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          this.waiting = null;
          resolve();
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener('abort', end);
        this.waiting = end;
      });
    this.news = false;
  }
}
