/**
 * Writes a batch; where that fails, writes its halves, until the bad row is alone and refused. Results come in the
 * order of the batch. An error that is not the data's fault (connection, lock, time) is thrown: the batch is retried
 * whole by whoever brought it.
 */
export async function halve<T, R>(
  batch: readonly T[],
  write: (part: readonly T[]) => Promise<R[]>,
  refuse: (item: T, error: unknown) => R,
): Promise<R[]> {
  const [first] = batch;
  if (first === undefined) return [];
  try {
    return await write(batch);
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (batch.length === 1) return [refuse(first, error)];
    const middle = Math.ceil(batch.length / 2);
    const left = await halve(batch.slice(0, middle), write, refuse);
    return [...left, ...(await halve(batch.slice(middle), write, refuse))];
  }
}

/** SQLSTATE classes 22 (data exception), 23 (constraint) and 54 (too big); a mistake of our own code counts as data's. */
function isDataError(error: unknown): boolean {
  const code =
    (error as { code?: unknown }).code ?? (error as { driverError?: { code?: unknown } }).driverError?.code;
  if (typeof code !== 'string')
    return error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError;
  return /^(22|23|54)/.test(code);
}
