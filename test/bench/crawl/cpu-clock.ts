import { machineMs, mainThreadMs, processMs, serverMs } from './process-cpu.js';

/** Milliseconds of cores. */
export interface CpuMs {
  readonly worker: number;
  readonly threads: number;
  readonly postgres: number;
  readonly fleet: number;
}

export interface Timed<T> {
  readonly value: T;
  readonly cpuMs: CpuMs;
  /** Cores that the rest of the machine kept busy meanwhile. */
  readonly othersCores: number;
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

  async time<T>(work: () => Promise<T>): Promise<Timed<T>> {
    const before = { at: performance.now(), machineMs: machineMs(), cpuMs: this.read() };
    const value = await work();
    const cpuMs = subtract(this.read(), before.cpuMs);
    const othersMs = machineMs() - before.machineMs - totalMs(cpuMs);
    return { value, cpuMs, othersCores: othersMs / (performance.now() - before.at) };
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

export const totalMs = ({ worker, threads, postgres, fleet }: CpuMs): number =>
  worker + threads + postgres + fleet;
