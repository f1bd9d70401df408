/** Resolves after `ms`, or when the signal aborts. A parameter, so that a test need not wait. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

/** By hand: the pauses of Node end with an exception where they are cut short, and its stack trace is paid for. */
export const realPause: Pause = (ms, signal) =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
    if (signal?.aborted === true) done();
  });
