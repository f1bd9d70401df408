import { type Result, fail } from '@bazaar/kernel';

import { type JobFailure, JobThread, type JobThreadOptions } from './job-thread.js';

export interface ThreadPoolOptions extends Partial<Pick<JobThreadOptions, 'deadlineMs' | 'heapMbMax'>> {
  /** A module whose default export takes an input and returns an output, both of plain data. */
  readonly script: URL;
  /** Threads at most; they are started when there is work. */
  readonly size: number;
  /** Jobs that may wait for a thread; the next one is refused. */
  readonly queueMax?: number;
  /** How long a job may wait for a thread. */
  readonly waitMsMax?: number;
  /** Flags of Node for the threads; absent: those of this process. */
  readonly execArgv?: readonly string[] | undefined;
}

/** `full`: too many are waiting, or too long. `closed`: the pool was closed before the job was done. */
export type PoolFailure = JobFailure | 'full' | 'closed';

interface Job<Input, Output> {
  readonly input: Input;
  readonly queuedAt: number;
  readonly resolve: (outcome: Result<Output, PoolFailure>) => void;
}

const DEADLINE_MS = 100;
const HEAP_MB_MAX = 128;
const QUEUE_MAX = 1_024;
const WAIT_MS_MAX = 10_000;

/**
 * Work that may never end, done in threads that can be ended: a job that overruns its time or its memory fails alone,
 * its thread is replaced, and the jobs that wait are done by the others. Waiting is not counted against a job; one that
 * has waited too long is refused.
 */
export class ThreadPool<Input, Output> {
  private readonly queue: Job<Input, Output>[] = [];
  private readonly idle: JobThread<Input, Output>[] = [];
  private readonly busy = new Set<JobThread<Input, Output>>();
  private isClosed = false;

  constructor(private readonly options: ThreadPoolOptions) {}

  run(input: Input): Promise<Result<Output, PoolFailure>> {
    if (this.isClosed) return Promise.resolve(fail('closed'));
    if (this.queue.length >= (this.options.queueMax ?? QUEUE_MAX)) return Promise.resolve(fail('full'));
    return new Promise((resolve) => {
      this.queue.push({ input, resolve, queuedAt: performance.now() });
      this.dispatch();
    });
  }

  /** Ends all threads; what was under way or waiting gets `closed`. */
  async close(): Promise<void> {
    this.isClosed = true;
    for (const { resolve } of this.queue.splice(0)) resolve(fail('closed'));
    await Promise.all([...this.idle.splice(0), ...this.busy].map((thread) => thread.end()));
  }

  private dispatch(): void {
    this.refuseOverdue();
    while (this.busy.size < this.options.size) {
      const job = this.queue.shift();
      if (job === undefined) return;
      const thread = this.takeIdle() ?? this.start();
      this.busy.add(thread);
      void this.work(thread, job);
    }
  }

  /** Whenever a thread is free, and a thread is never busy for long: no timer for each job that waits. */
  private refuseOverdue(): void {
    const since = performance.now() - (this.options.waitMsMax ?? WAIT_MS_MAX);
    const kept = this.queue.findIndex(({ queuedAt }) => queuedAt > since);
    const overdue = this.queue.splice(0, kept === -1 ? this.queue.length : kept);
    for (const { resolve } of overdue) resolve(fail('full'));
  }

  private async work(
    thread: JobThread<Input, Output>,
    { input, resolve }: Job<Input, Output>,
  ): Promise<void> {
    const outcome = await thread.run(input);
    this.busy.delete(thread);
    resolve(this.isClosed && !outcome.ok ? fail('closed') : outcome);
    if (this.isClosed) return;
    if (!thread.isOver) this.idle.push(thread);
    this.dispatch();
  }

  /** A thread may have died while it had nothing to do. */
  private takeIdle(): JobThread<Input, Output> | undefined {
    let thread = this.idle.pop();
    while (thread?.isOver) thread = this.idle.pop();
    return thread;
  }

  private start(): JobThread<Input, Output> {
    const { script, deadlineMs = DEADLINE_MS, heapMbMax = HEAP_MB_MAX, execArgv } = this.options;
    return new JobThread({ script, deadlineMs, heapMbMax, execArgv });
  }
}
