/** The ids of the JSON-RPC requests in a message or batch; notifications have none. */
export function requestIds(body: string): ReadonlySet<unknown> {
  return new Set(
    messagesIn(body).flatMap((message) => ('method' in message && 'id' in message ? [message['id']] : [])),
  );
}

/**
 * Passes a stream of server-sent events on until every one of these JSON-RPC requests is answered, and ends it there:
 * a server may keep the stream open for as long as it likes.
 */
export async function* endAfterAnswer(
  chunks: AsyncIterable<Uint8Array>,
  ids: ReadonlySet<unknown>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const waiting = new Set(ids);
  const decoder = new TextDecoder();
  let line = '';
  let data = '';
  let afterCarriageReturn = false;
  for await (const chunk of chunks) {
    yield chunk;
    const text = decoder.decode(chunk, { stream: true });
    // Only the new text is split: a line without end must not be read again with every chunk.
    const [first = '', ...rest] = (afterCarriageReturn ? text.replace(/^\n/, '') : text).split(/\r\n|\n|\r/);
    if (text !== '') afterCarriageReturn = text.endsWith('\r');
    const lines = [line + first, ...rest];
    line = lines.pop() ?? '';
    for (const field of lines) {
      if (field.startsWith('data:')) data += `${field.slice(5)}\n`;
      if (field !== '' || data === '') continue; // a blank line ends an event, where there is one
      for (const message of messagesIn(data)) {
        if ('result' in message || 'error' in message) waiting.delete(message['id']);
      }
      data = '';
      if (waiting.size === 0) return;
    }
  }
}

function messagesIn(text: string): readonly Record<string, unknown>[] {
  try {
    const parsed: unknown = JSON.parse(text);
    const items: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    return items.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
  } catch {
    return []; // not JSON: the reader of the stream will say so
  }
}
