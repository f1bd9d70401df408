import { whenParentIsGone } from '@bazaar/platform';

/** Aborted when this process is to end: Ctrl-C, a kill, a closed terminal, or a parent such as the demo that is gone. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  whenParentIsGone(() => stop.abort());
  return stop.signal;
}
