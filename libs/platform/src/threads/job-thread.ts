import { MessageChannel, type MessagePort, Worker, receiveMessageOnPort } from 'node:worker_threads';

import { type Result, fail, ok } from '@bazaar/kernel';

import { JobTime } from './job-time.js';
import { type ThreadData } from './thread.js';

export interface JobThreadOptions {
  readonly script: URL;
  /** Of a processor, where the system tells what a thread has had of it. */
  readonly deadlineMs: number;
  readonly heapMbMax: number;
  readonly execArgv?: readonly string[] | undefined;
}

/**
 * `timeout`: over its time or its memory. `starved`: the machine was too busy to let it work. `crashed`: the job threw,
 * or the thread could not start.
 */
export type JobFailure = 'timeout' | 'starved' | 'crashed';

const YOUNG_HEAP_MB = 16;
const START_MS = 30_000;

/** One thread, one job at a time. Once a job has failed the thread is over. */
export class JobThread<Input, Output> {
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private isReady = false;
  private schedule: string | null = null;
  private failure: JobFailure | null = null;
  private waiting: ((answer: Result<unknown, JobFailure>) => void) | null = null;

  constructor(private readonly options: JobThreadOptions) {
    const { port1, port2 } = new MessageChannel();
    const workerData: ThreadData = { script: options.script.href, port: port2 };
    this.port = port1;
    this.port.on('message', (message: unknown) => this.waiting?.(ok(message)));
    this.worker = new Worker(new URL('./thread.js', import.meta.url), {
      ...{ workerData, transferList: [port2] },
      resourceLimits: { maxOldGenerationSizeMb: options.heapMbMax, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
      ...(options.execArgv === undefined ? {} : { execArgv: [...options.execArgv] }),
    });
    this.worker.on('error', (error: NodeJS.ErrnoException) =>
      this.fail(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'timeout' : 'crashed'),
    );
    this.worker.once('exit', () => this.fail('crashed'));
  }

  get isOver(): boolean {
    return this.failure !== null;
  }

  /** The time that the thread needs to start is not counted against the job. */
  async run(input: Input): Promise<Result<Output, JobFailure>> {
    if (!this.isReady) {
      const started = await this.answer(new JobTime(null, START_MS));
      if (!started.ok) return started.error === 'timeout' ? this.fail('crashed') : started;
      this.schedule = started.value as string | null;
      this.isReady = true;
    }
    const time = new JobTime(this.schedule, this.options.deadlineMs);
    if (this.failure === null) this.port.postMessage(input);
    const answer = await this.answer(time);
    return answer.ok ? ok(answer.value as Output) : this.fail(answer.error);
  }

  /** Resolves when the thread has ended; a job under way gets `crashed`. */
  async end(): Promise<void> {
    this.fail('crashed');
    await this.worker.terminate();
  }

  private fail(failure: JobFailure): Result<never, JobFailure> {
    if (this.failure === null) {
      this.failure = failure;
      this.port.close();
      void this.worker.terminate();
      this.waiting?.(fail(failure));
    }
    return fail(this.failure);
  }

  private async answer(time: JobTime): Promise<Result<unknown, JobFailure>> {
    if (this.failure !== null) return fail(this.failure);
    let timer: NodeJS.Timeout | undefined;
    const answer = await new Promise<Result<unknown, JobFailure>>((resolve) => {
      this.waiting = resolve;
      const look = (): void => {
        const left = time.left();
        // Where our own thread was busy, the answer may have been lying here all the while.
        const late = receiveMessageOnPort(this.port);
        if (late !== undefined) resolve(ok(late.message));
        else if (typeof left === 'string') resolve(fail(left));
        else timer = setTimeout(look, left);
      };
      timer = setTimeout(look, time.limitMs);
    });
    clearTimeout(timer);
    this.waiting = null;
    return answer;
  }
}
