import { sqlState } from '@bazaar/platform';

/**
 * Writes a batch; where that fails, writes its halves, until the bad row is alone and refused. Results come in the
 * order of the batch. An error that is not the data's fault (connection, lock, time) is thrown: the batch is retried
 * whole by whoever brought it.
 */
export async function halve<T, R>(
  batch: readonly T[],
  write: (part: readonly T[]) => Promise<R[]>,
  refuse: (item: T, error: unknown) => R,
  isItsFault: (error: unknown) => boolean = isDataError,
): Promise<R[]> {
  const [first] = batch;
  if (first === undefined) return [];
  try {
    return await write(batch);
  } catch (error) {
    if (!isItsFault(error)) throw error;
    if (batch.length === 1) return [refuse(first, error)];
    const middle = Math.ceil(batch.length / 2);
    const left = await halve(batch.slice(0, middle), write, refuse, isItsFault);
    return [...left, ...(await halve(batch.slice(middle), write, refuse, isItsFault))];
  }
}

/** SQLSTATE classes 22 (data exception), 23 (constraint) and 54 (too big); a mistake of our own code counts as data's. */
export function isDataError(error: unknown): boolean {
  const state = sqlState(error);
  if (state === null)
    return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
  return /^(22|23|54)/.test(state);
}
