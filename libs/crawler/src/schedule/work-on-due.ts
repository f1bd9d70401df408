import { setMaxListeners } from 'node:events';

import { type Pause } from '../pause.js';

export interface DueWork<Item> {
  /** At most so many that are due, leased. */
  readonly take: (places: number) => Promise<readonly Item[]>;
  /** Those that were taken together. Never rejects. */
  readonly work: (items: readonly Item[]) => Promise<void>;
  /** At once. */
  readonly places: number;
  /** Resolves when something may be due, or soon: a hint to look again. */
  readonly rest: (signal: AbortSignal) => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly pause: Pause;
}

const BACK_OFF_MS = 5_000;

/** Takes what is due and works on it, so much at once, until the signal; resolves with nothing left under way. */
export async function workOnDue<Item>(due: DueWork<Item>, signal: AbortSignal): Promise<void> {
  setMaxListeners(0, signal); // every request and every wait listens to it
  const underWay = new Set<Promise<void>>();
  let taken = 0;
  while (!signal.aborted) {
    try {
      const items = await due.take(due.places - taken);
      if (items.length > 0) {
        taken += items.length;
        const done: Promise<void> = due.work(items).then(() => {
          taken -= items.length;
          underWay.delete(done);
        });
        underWay.add(done);
      } else await due.rest(signal);
    } catch (error) {
      due.onError(error);
      await due.pause(BACK_OFF_MS, signal);
    }
  }
  await Promise.all(underWay);
}
