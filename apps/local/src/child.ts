import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ChildSpec {
  readonly name: string;
  readonly script: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface ChildLimits {
  /** A life shorter than this counts as a quick death. */
  readonly quickMs: number;
  /** Quick deaths in a row before we give up. */
  readonly quickDeathsMax: number;
  /** The pause after the first quick death; doubled with each further one. */
  readonly pauseMs: number;
  readonly pauseMsMax: number;
  /** A child that is not ready by then is killed. */
  readonly readyMsMax: number;
  /** Between SIGTERM and SIGKILL. */
  readonly stopMsMax: number;
}

export const CHILD_LIMITS: ChildLimits = {
  quickMs: 10_000,
  quickDeathsMax: 5,
  pauseMs: 250,
  pauseMsMax: 5_000,
  readyMsMax: 60_000,
  stopMsMax: 8_000,
};

export interface Life {
  readonly livedMs: number;
  /** `code 1`, `SIGKILL` */
  readonly end: string;
}

/** One process: from fork to exit. `onReady` gets what the child said when it was ready. */
export function runChild(spec: ChildSpec, limits: ChildLimits, onReady: (url?: string) => void) {
  const bornAt = performance.now();
  const child = fork(spec.script, {
    env: { ...spec.env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Ctrl-C goes to a whole terminal group: out of it, a child is stopped by us alone, in our order.
    detached: true,
  });
  const overdue = setTimeout(() => child.kill('SIGKILL'), limits.readyMsMax);
  child.on('message', (message: unknown) => {
    if (!isReady(message)) return;
    clearTimeout(overdue);
    onReady(message.url);
  });
  const ended = new Promise<Life>((resolve) => {
    const end = (how: string) => {
      clearTimeout(overdue);
      resolve({ livedMs: performance.now() - bornAt, end: how });
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(signal ?? `code ${code ?? 'unknown'}`));
  });
  return { child, ended, stop: () => stopChild(child, ended, limits.stopMsMax) };
}

async function stopChild(child: ChildProcess, ended: Promise<Life>, patienceMs: number): Promise<void> {
  child.kill('SIGTERM');
  const patience = new AbortController();
  const outOfPatience = sleep(patienceMs, undefined, { signal: patience.signal }).then(
    () => child.kill('SIGKILL'),
    () => false,
  );
  await ended;
  patience.abort();
  await outOfPatience;
}

function isReady(message: unknown): message is { ready: true; url?: string } {
  return typeof message === 'object' && message !== null && 'ready' in message && message.ready === true;
}
