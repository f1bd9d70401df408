import { LinkedAbort } from '@bazaar/kernel';

import { type Pause } from '../pause.js';

export interface HeldTerms {
  readonly leaseMs: number;
  readonly pause: Pause;
  /** Prolongs the lease; false where it is lost. */
  readonly renew: () => Promise<boolean>;
  readonly onLost: () => void;
  readonly onRenewFailed: (error: unknown) => void;
}

/**
 * Work under a lease, which is renewed until the work ends: a third of its term apart, so that one failed attempt loses
 * nothing. The work's signal aborts with `until`, and where the lease is lost.
 */
export async function whileHeld<T>(
  { leaseMs, pause, renew, onLost, onRenewFailed }: HeldTerms,
  until: AbortSignal,
  work: (signal: AbortSignal, isLost: () => boolean) => Promise<T>,
): Promise<T> {
  const ended = new LinkedAbort(until);
  const working = new LinkedAbort(until);
  let isLost = false;
  const renewing = (async () => {
    for (;;) {
      await pause(leaseMs / 3, ended.signal);
      if (ended.signal.aborted) return;
      try {
        if (await renew()) continue;
        isLost = true;
        working.abort();
        onLost();
        return;
      } catch (error) {
        onRenewFailed(error);
      }
    }
  })();
  try {
    return await work(working.signal, () => isLost);
  } finally {
    working.release();
    ended.abort();
    await renewing;
  }
}
