import { readFileSync, readlinkSync } from 'node:fs';

/** A job that gets no processor is not waited for longer than so many times its limit. */
const STARVED_FACTOR = 50;
const LOOK_AGAIN_MS_MIN = 5;

/** Where the system writes what the calling thread has had of a processor; null where it does not: all but Linux. */
export function ownSchedule(): string | null {
  try {
    const path = `/proc/${readlinkSync('/proc/thread-self')}/schedstat`;
    return cpuMs(path) === null ? null : path;
  } catch {
    return null;
  }
}

function cpuMs(schedule: string | null): number | null {
  if (schedule === null) return null;
  try {
    const nanoseconds = Number.parseInt(readFileSync(schedule, 'latin1'), 10);
    return Number.isNaN(nanoseconds) ? null : nanoseconds / 1e6;
  } catch {
    return null;
  }
}

/**
 * The time of one job in a thread, from now on. What counts is the processor's time, so that a busy machine is not held
 * against a job; where the system does not tell it, the clock's.
 */
export class JobTime {
  private readonly startedAt = performance.now();
  private readonly cpuAtStart: number | null;

  constructor(
    private readonly schedule: string | null,
    readonly limitMs: number,
  ) {
    this.cpuAtStart = cpuMs(schedule);
  }

  /** When to look again; else why it is over: the job took too long, or nobody let it work. */
  left(): number | 'timeout' | 'starved' {
    const passed = performance.now() - this.startedAt;
    const cpu = cpuMs(this.schedule);
    const spent = cpu === null || this.cpuAtStart === null ? passed : cpu - this.cpuAtStart;
    if (spent >= this.limitMs) return 'timeout';
    if (passed >= this.limitMs * STARVED_FACTOR) return 'starved';
    return Math.max(this.limitMs - spent, LOOK_AGAIN_MS_MIN);
  }
}
