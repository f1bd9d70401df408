import { execFile } from 'node:child_process';
import { readFile, realpath, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/** What the server itself wrote into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const pidFileIn = (clusterDir: string) => join(clusterDir, 'postmaster.pid');

async function readPidFile(clusterDir: string): Promise<string[] | null> {
  const text = await readFile(pidFileIn(clusterDir), 'utf8').catch(() => null);
  return text === null ? null : text.split('\n');
}

/** The file's word, true or stale. Lines: pid, data folder, start time, port, socket, address, shared memory, status. */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | null> {
  const lines = await readPidFile(clusterDir);
  const pid = Number(lines?.[0]);
  if (!lines || !Number.isSafeInteger(pid) || pid <= 0) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** The server that runs on this folder, checked against the process itself. */
export async function findPostmaster(clusterDir: string): Promise<Postmaster | null> {
  const written = await readPostmaster(clusterDir);
  return written && (await isPostmasterOf(written.pid, clusterDir)) ? written : null;
}

/**
 * Whether `pid` is a live Postgres server of this very folder: pids are used again, and after a crash the file may name
 * any program. Nothing is signalled without this. A zombie has no command line, and is none.
 */
export async function isPostmasterOf(pid: number, clusterDir: string): Promise<boolean> {
  const folder = await realpath(clusterDir).catch(() => clusterDir);
  if (process.platform !== 'linux') {
    const command = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => null);
    const text = command?.stdout.trim() ?? '';
    return (
      /^(?:\S.*[/\\])?postgres(?:\.exe)? /.test(text) &&
      [folder, clusterDir].some((dir) => text.includes(`-D ${dir} `))
    );
  }
  const args = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0');
  const named = args[args.indexOf('-D') + 1];
  if (basename(args[0] ?? '') !== 'postgres' || !args.includes('-D') || !named) return false;
  return (await realpath(named).catch(() => named)) === folder;
}

/**
 * Frees the folder from a stale file that names some other live program, which Postgres would refuse to start beside.
 * The file is not removed but put in our name: Postgres does not mind its parent's pid, and goes on to check that no
 * orphan of the crashed server still holds the shared memory which the file names as well.
 */
export async function disownStalePidFile(clusterDir: string): Promise<void> {
  const lines = await readPidFile(clusterDir);
  const pid = Number(lines?.[0]);
  if (!lines || !isAlive(pid) || (await isPostmasterOf(pid, clusterDir))) return;
  await writeFile(pidFileIn(clusterDir), [String(process.pid), ...lines.slice(1)].join('\n'));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
