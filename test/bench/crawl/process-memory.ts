import { readFileSync, readdirSync } from 'node:fs';

const KB_PER_MB = 1_024;

/** Resident memory of a process. Source: proc(5), `/proc/pid/status`. */
export const workingSetMb = (pid: number): number => kbOf(pid, 'status', 'VmRSS') / KB_PER_MB;

/** Of a server with all its processes; what they share counts once. Source: proc(5), `/proc/pid/smaps_rollup`. */
export const serverMemory = (pid: number): number =>
  [pid, ...childrenOf(pid)].reduce((sum, one) => sum + kbOf(one, 'smaps_rollup', 'Pss'), 0) / KB_PER_MB;

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => kbOf(child, 'status', 'PPid') === pid);
}

/** 0 where the process has gone. */
function kbOf(pid: number, file: 'status' | 'smaps_rollup', field: string): number {
  try {
    const text = readFileSync(`/proc/${pid}/${file}`, 'latin1');
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
