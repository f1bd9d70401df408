import { MessageChannel, type MessagePort, Worker, receiveMessageOnPort } from 'node:worker_threads';

import { type Result, fail, ok } from '@bazaar/kernel';

import { type ThreadData } from './thread.js';

export interface JobThreadOptions {
  readonly script: URL;
  readonly deadlineMs: number;
  readonly heapMbMax: number;
  readonly execArgv?: readonly string[] | undefined;
}

/** `timeout`: over its time or its memory. `crashed`: the job threw, or the thread could not start. */
export type JobFailure = 'timeout' | 'crashed';

const YOUNG_HEAP_MB = 16;
const START_MS = 30_000;

/** One thread, one job at a time. Once a job has failed the thread is over. */
export class JobThread<Input, Output> {
  private readonly worker: Worker;
  private readonly port: MessagePort;
  private isReady = false;
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
      const started = await this.answer(START_MS);
      if (!started.ok) return started.error === 'timeout' ? this.fail('crashed') : started;
      this.isReady = true;
    }
    if (this.failure === null) this.port.postMessage(input);
    const answer = await this.answer(this.options.deadlineMs);
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

  private async answer(withinMs: number): Promise<Result<unknown, JobFailure>> {
    if (this.failure !== null) return fail(this.failure);
    let timer: NodeJS.Timeout | undefined;
    const answer = await new Promise<Result<unknown, JobFailure>>((resolve) => {
      this.waiting = resolve;
      timer = setTimeout(() => {
        // Where our own thread was busy, the answer may have been lying here all the while.
        const late = receiveMessageOnPort(this.port);
        resolve(late === undefined ? fail('timeout') : ok(late.message));
      }, withinMs);
    });
    clearTimeout(timer);
    this.waiting = null;
    return answer;
  }
}
