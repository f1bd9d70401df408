import { setTimeout as sleep } from 'node:timers/promises';
import { CHILD_LIMITS, type ChildLimits, type ChildSpec, runChild } from './child.js';
import { type Output } from './output.js';

/** Keeps a set of processes alive until it is told to stop, or until one of them keeps dying. */
export class Supervisor {
  private readonly stopping = new AbortController();
  private readonly isStopping = () => this.stopping.signal.aborted;
  private readonly running = new Map<string, ReturnType<typeof runChild>>();
  private readonly ends: Promise<void>[] = [];
  private giveUp: (error: Error) => void = () => undefined;
  /** Rejects when one child has died too often. Never resolves. */
  readonly failed = new Promise<never>((_resolve, reject) => (this.giveUp = reject));

  constructor(
    private readonly output: Output,
    private readonly limits: ChildLimits = CHILD_LIMITS,
  ) {
    this.failed.catch(() => undefined); // awaited or not, it is no unhandled rejection
  }

  /** Resolves, with the URL it gave, when the child is ready for the first time. */
  async start(spec: ChildSpec): Promise<string | undefined> {
    const ready = new Promise<string | undefined>((resolve) => this.ends.push(this.keepAlive(spec, resolve)));
    return await Promise.race([ready, this.failed]);
  }

  /** Every child is gone when this resolves: asked with SIGTERM, killed after 8 s. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.running.values()].map((life) => life.stop()));
    await Promise.all(this.ends);
  }

  private async keepAlive(spec: ChildSpec, onReady: (url?: string) => void): Promise<void> {
    let quickDeaths = 0;
    while (!this.isStopping()) {
      const life = runChild(spec, this.limits, onReady);
      this.running.set(spec.name, life);
      const { livedMs, end } = await life.ended;
      this.running.delete(spec.name);
      if (this.isStopping()) return;
      quickDeaths = livedMs < this.limits.quickMs ? quickDeaths + 1 : 0;
      if (quickDeaths >= this.limits.quickDeathsMax) {
        this.giveUp(new Error(`${spec.name} died ${quickDeaths} times in a row (${end}); giving up.`));
        return;
      }
      const pauseMs = Math.min(
        this.limits.pauseMs * 2 ** Math.max(0, quickDeaths - 1),
        this.limits.pauseMsMax,
      );
      this.output.error(`${spec.name} died (${end}); starting it again in ${pauseMs} ms.`);
      await sleep(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }
}
