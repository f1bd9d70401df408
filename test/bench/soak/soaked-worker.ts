import { BenchChild } from '../crawl/bench-child.js';

/** What a worker is asked while it works. */
export interface HeapTask {
  readonly heap: true;
}

/** A worker as the product runs it, in a process of its own. */
export class SoakedWorker {
  private readonly child: BenchChild<HeapTask>;

  constructor(databaseUrl: string, fetchAllow: string) {
    this.child = new BenchChild(new URL('./worker.ts', import.meta.url), [databaseUrl, fetchAllow]);
  }

  get pid(): number {
    return this.child.pid;
  }

  /** In use right after a collection. */
  async heapMb(): Promise<number> {
    const { heapMb } = await this.child.ask<{ readonly heapMb: number }>({ heap: true });
    return heapMb;
  }

  stop(): Promise<void> {
    return this.child.stop();
  }
}
