import { whenParentIsGone } from './when-parent-is-gone.js';

interface ExitWithParentOptions {
  /** Closes what the process holds. Called once, whatever comes first. */
  readonly stop: () => Promise<void>;
  /** Told to the parent along with readiness: where this process is reached. */
  readonly url?: string;
  /** How long `stop` may take. */
  readonly deadlineMs?: number;
}

/** The parent waits 8 s before it kills. */
const DEADLINE_MS = 7_000;
/** Nobody waits for an orphan, and the next start wants its port. */
const ORPHAN_DEADLINE_MS = 1_500;

/**
 * For the end of a process's `main.ts`: tells the parent that it is ready, and ends the process cleanly on SIGTERM or
 * SIGINT, and when the parent is gone, even by kill -9: the IPC channel closes with it. Without a parent (the process
 * was started by hand) only the signals count.
 */
export function exitWithParent({ stop, url, deadlineMs = DEADLINE_MS }: ExitWithParentOptions): void {
  let ending = false;
  const end = (withinMs: number) => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), withinMs);
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  // Handled for good, not once: a second Ctrl-C must not cut the stopping short.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => end(deadlineMs));
  whenParentIsGone(() => end(Math.min(ORPHAN_DEADLINE_MS, deadlineMs)));
  // The callback takes the error of a parent that dies this moment: it is gone then.
  process.send?.({ ready: true, url }, undefined, undefined, () => undefined);
}
