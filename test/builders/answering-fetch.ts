interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Record<string, string>;
}

/** What a client asked for. */
export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
}

/** Runs a client that calls `fetch`, with one answer to all it asks; gives what the client made of it, and what it asked. */
export async function answeringFetch<T>(
  { status, body, headers = {} }: Answer,
  run: () => Promise<T>,
): Promise<{ outcome: T; sent: readonly Sent[] }> {
  const { fetch } = globalThis;
  const sent: Sent[] = [];
  // Stated afterwards: a Response is not made with a body under 204, and servers send that all the same.
  const stated = { status: { value: status }, ok: { value: status >= 200 && status <= 299 } };
  globalThis.fetch = (url, { method = 'GET', headers: asked } = {}) => {
    sent.push({ url: url as string, method, headers: asked as Record<string, string> });
    return Promise.resolve(Object.defineProperties(new Response(body, { headers }), stated));
  };
  try {
    return { outcome: await run(), sent };
  } finally {
    globalThis.fetch = fetch;
  }
}
