import { readFileSync, readdirSync } from 'node:fs';

/** Of Linux, whatever the kernel's own: `sysconf(_SC_CLK_TCK)`. */
const MS_PER_TICK = 10;

interface Stat {
  readonly parent: number;
  readonly ownMs: number;
  /** Of children that have ended. */
  readonly endedMs: number;
}

/** Milliseconds that cores have worked for a process, all its threads included. */
export const processMs = (pid: number): number => readStat(`/proc/${pid}/stat`)?.ownMs ?? 0;

/** The same for its main thread alone. */
export const mainThreadMs = (pid: number): number => readStat(`/proc/${pid}/task/${pid}/stat`)?.ownMs ?? 0;

/** The same for a server with all the processes it has started. */
export function serverMs(pid: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(`/proc/${name}/stat`) ?? [])
    .filter(({ parent }) => parent === pid);
  const server = readStat(`/proc/${pid}/stat`);
  return (
    (server === null ? 0 : server.ownMs + server.endedMs) +
    children.reduce((sum, { ownMs }) => sum + ownMs, 0)
  );
}

/** The same for everything on this machine. Source: proc(5), `/proc/stat`: user, nice, system, idle, iowait, irq, softirq. */
export function machineMs(): number {
  const [line = ''] = readFileSync('/proc/stat', 'latin1').split('\n', 1);
  const [, user, nice, system, , , irq, softirq] = line.split(/\s+/).map(Number);
  return (
    [user, nice, system, irq, softirq].reduce<number>((sum, ticks) => sum + (ticks ?? 0), 0) * MS_PER_TICK
  );
}

/** Null where the process has gone. Source: proc(5), `/proc/pid/stat`. */
function readStat(path: string): Stat | null {
  try {
    const text = readFileSync(path, 'latin1');
    // The name of the program may hold spaces and brackets; what follows it counts from field 3.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const field = (number: number): number => Number(fields[number - 3]);
    return {
      parent: field(4),
      ownMs: (field(14) + field(15)) * MS_PER_TICK,
      endedMs: (field(16) + field(17)) * MS_PER_TICK,
    };
  } catch {
    return null;
  }
}
