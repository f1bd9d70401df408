import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from '@bazaar/platform';

/** Background work that never ends by itself. It leases what it does, so any number of workers may run the same loop. */
export interface Loop {
  readonly name: string;
  /** Resolves soon after the signal, with nothing left under way. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

export interface RunningLoops {
  readonly stop: () => Promise<void>;
}

const RESTART_MS = 5_000;

/** Runs the loops side by side. One that breaks is logged and begun again; the others do not notice. */
export function startLoops(loops: readonly Loop[], logger: Logger): RunningLoops {
  const stopping = new AbortController();
  const { signal } = stopping;
  setMaxListeners(0, signal); // all that any loop waits for listens to it
  const ends = loops.map((loop) => keepRunning(loop, signal, logger));
  const stop = async (): Promise<void> => {
    stopping.abort();
    await Promise.all(ends);
  };
  return { stop };
}

async function keepRunning({ name, run }: Loop, signal: AbortSignal, logger: Logger): Promise<void> {
  while (!signal.aborted) {
    try {
      await run(signal);
    } catch (error) {
      logger.error({ event: 'loop-failed', loop: name, err: error });
      await sleep(RESTART_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}
