/** The same items in the same order; the next one is asked for while the last one is used. */
export async function* readAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    let next = iterator.next();
    for (;;) {
      const result = await next;
      if (result.done === true) return;
      next = iterator.next();
      next.catch(() => undefined); // thrown to whoever asks for it, if anybody does
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}
