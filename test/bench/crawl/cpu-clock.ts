import { mainThreadMs, processMs, serverMs } from './process-cpu.js';

/** Milliseconds of cores. */
export interface CpuMs {
  readonly worker: number;
  readonly threads: number;
  readonly postgres: number;
  readonly fleet: number;
}

interface Pids {
  readonly worker: number;
  readonly fleet: number;
  /** Of the process that all others of the server are children of. */
  readonly postgres: number;
}

/** What a piece of work costs each process that has a hand in it. */
export class CpuClock {
  constructor(private readonly pids: Pids) {}

  async time<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly cpuMs: CpuMs }> {
    const before = this.read();
    const value = await work();
    return { value, cpuMs: subtract(this.read(), before) };
  }

  private read(): CpuMs {
    const { worker, fleet, postgres } = this.pids;
    const main = mainThreadMs(worker);
    return {
      worker: main,
      threads: processMs(worker) - main,
      postgres: serverMs(postgres),
      fleet: processMs(fleet),
    };
  }
}

export const subtract = (from: CpuMs, what: CpuMs): CpuMs => ({
  worker: from.worker - what.worker,
  threads: from.threads - what.threads,
  postgres: from.postgres - what.postgres,
  fleet: from.fleet - what.fleet,
});
