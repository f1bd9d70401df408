import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of its own that does what it is told, one task at a time. */
export class BenchChild<Task extends object> {
  private readonly process: ChildProcess;

  constructor(script: URL, args: readonly string[] = []) {
    // With our own flags of Node: those that let it run our TypeScript, and `--cpu-prof` where we were given it.
    this.process = fork(fileURLToPath(script), args);
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  async ask<Answer>(task: Task): Promise<Answer> {
    const ended = new AbortController();
    const { signal } = ended;
    this.process.send(task);
    try {
      const answered = once(this.process, 'message', { signal }) as Promise<[Answer]>;
      const died = once(this.process, 'exit', { signal }).then(([code]) => {
        throw new Error(`A process of the bench ended by itself, with code ${String(code)}.`);
      });
      const [answer] = await Promise.race([answered, died]);
      return answer;
    } finally {
      ended.abort();
    }
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.disconnect();
    await ended;
  }
}

/** The other side: does one task after the other, and ends when its parent lets it go or dies. */
export function doTasks(work: (task: never) => Promise<object>, stop: () => Promise<void>): void {
  process.on('message', (task) => {
    void work(task as never).then((answer) => process.send?.(answer));
  });
  process.once('disconnect', () => {
    void stop().then(() => process.exit(0));
  });
}
