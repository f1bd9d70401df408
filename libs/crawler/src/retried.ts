import { type Pause } from './pause.js';

const TRIES_MAX = 3;
const RETRY_MS = 200;

/** What met a lock or a lost connection is brought again, whole. */
export async function retried<T>(work: () => Promise<T>, pause: Pause): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries >= TRIES_MAX) throw error;
      await pause(RETRY_MS * tries);
    }
  }
}
