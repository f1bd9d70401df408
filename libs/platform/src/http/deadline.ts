import { FetchError } from './fetch-failure.js';

/**
 * The total time of one request, as a signal. A stopwatch that can be paused: what our own rate budget makes a
 * request wait is not the seller's slowness. Always `dispose()`: the timer and the listener would outlive the request.
 */
export class Deadline {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private runningSince: number | null = null;
  private spentMs = 0;
  private readonly onStop = (): void =>
    this.controller.abort(new FetchError('unreachable-timeout', 'stopped by the caller'));

  constructor(
    private readonly timeoutMs: number,
    private readonly stop?: AbortSignal,
  ) {
    if (stop?.aborted) this.onStop();
    else stop?.addEventListener('abort', this.onStop, { once: true });
    this.start();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get elapsedMs(): number {
    return Math.round(
      this.spentMs + (this.runningSince === null ? 0 : performance.now() - this.runningSince),
    );
  }

  /** The promise, or the failure of the deadline if that is first. */
  async race<T>(promise: Promise<T>): Promise<T> {
    promise.catch(() => undefined); // its failure after the deadline is nobody's
    this.signal.throwIfAborted();
    let abort: () => void = () => undefined;
    const aborted = new Promise<never>((_resolve, reject) => {
      abort = () => reject(this.signal.reason as FetchError);
      this.signal.addEventListener('abort', abort, { once: true });
    });
    try {
      return await Promise.race([promise, aborted]);
    } finally {
      this.signal.removeEventListener('abort', abort);
    }
  }

  /** Like {@link race}, with the clock stopped: only the caller's signal ends it. */
  async pausedFor<T>(promise: Promise<T>): Promise<T> {
    this.halt();
    try {
      return await this.race(promise);
    } finally {
      this.start();
    }
  }

  dispose(): void {
    this.halt();
    this.stop?.removeEventListener('abort', this.onStop);
  }

  private start(): void {
    this.runningSince = performance.now();
    this.timer = setTimeout(
      () =>
        this.controller.abort(
          new FetchError('unreachable-timeout', `no complete answer in ${this.timeoutMs} ms`),
        ),
      Math.max(0, this.timeoutMs - this.spentMs),
    );
  }

  private halt(): void {
    clearTimeout(this.timer);
    if (this.runningSince !== null) this.spentMs += performance.now() - this.runningSince;
    this.runningSince = null;
  }
}
