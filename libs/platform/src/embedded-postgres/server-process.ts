import { spawn } from 'node:child_process';
import { chown, open, readFile, stat, truncate } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPostmasterOf, readPostmaster } from './postmaster.js';
import { type Place } from './place.js';
import { settingFlags } from './settings.js';

const LOG_BYTES_MAX = 1_048_576;
/** Generous: after a crash the server first replays its log. */
const START_MS_MAX = 120_000;

/** The server ended before it was ready; `message` holds its own last words. */
export class ServerEnded extends Error {
  override readonly name = 'ServerEnded';
}

/**
 * Starts the server and waits until it takes connections. It gets a session of its own, since Ctrl-C goes to a whole
 * terminal group and the database must outlive the processes that use it; and it logs to a file, since a pipe would
 * break when we die before it.
 */
export async function startServer(
  place: Place,
  port: number,
  { durable }: { durable: boolean },
): Promise<number> {
  const { clusterDir, user, binaries } = place;
  const logFile = `${clusterDir}.log`;
  const size = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  );
  if (size > LOG_BYTES_MAX) await truncate(logFile);
  const log = await open(logFile, 'a', 0o600);
  const { size: logStart } = await log.stat();
  if (user) await chown(logFile, user.uid, user.gid);
  const server = spawn(binaries.postgres, ['-D', clusterDir, '-p', String(port), ...settingFlags(durable)], {
    ...user,
    cwd: clusterDir,
    // Nothing of our own environment: it may hold secrets, and PG* variables would change the server.
    env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' },
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  const ended = new Promise<string>((resolve) => {
    server.once('error', (error) => resolve(error.message));
    server.once('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code ?? 'unknown'}`}`));
  });
  server.unref();
  await log.close();

  const state = { end: null as string | null };
  void ended.then((end) => (state.end = end));
  const deadline = Date.now() + START_MS_MAX;
  while (state.end === null) {
    const written = await readPostmaster(clusterDir);
    if (server.pid !== undefined && written?.pid === server.pid && written.ready) return server.pid;
    if (Date.now() > deadline) {
      server.kill('SIGQUIT');
      throw new Error(`Postgres was not ready after ${START_MS_MAX / 1000} s. See ${logFile}.`);
    }
    await sleep(10);
  }
  const words = (await readFile(logFile)).subarray(logStart).toString('utf8').trim();
  throw new ServerEnded(`Postgres did not start: ${words || state.end}`);
}

/** Ends the server: sessions are cut and everything is written out; at the end of patience it stops at once. */
export async function stopServer(pid: number, clusterDir: string): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 10) {
      if (!(await isPostmasterOf(pid, clusterDir))) return;
      if (waitedMs === 0) signalIfThere(pid, signal);
      await sleep(10);
    }
  }
  throw new Error(`Postgres (pid ${pid}) on ${clusterDir} does not stop.`);
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
