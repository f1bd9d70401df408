import { endAfterAnswer, requestIds } from './end-after-answer.js';
import { type FetchFailure } from './fetch-failure.js';
import { type FetchLimits, type FetchRequest, type OpenAnswer } from './fetched.js';
import { type GuardedHttp } from './guarded-http.js';

const NO_BODY: readonly number[] = [204, 205, 304];
/** What `new Request` adds by itself, or what is ours alone to say. */
const NOT_PASSED_ON: readonly string[] = ['user-agent', 'accept-encoding'];

/** How a {@link guardedFetch} rejects: a TypeError, as `fetch` has it, with the reason. */
export class GuardedFetchError extends TypeError {
  override readonly name = 'GuardedFetchError';

  constructor(readonly failure: FetchFailure) {
    super(`${failure.error}: ${failure.detail}`);
  }
}

export interface GuardedFetchOptions {
  readonly allowHttp?: boolean;
  readonly onRedirect?: NonNullable<FetchRequest['onRedirect']>;
  /** Told of every answer as soon as its head is there: how long that took. */
  readonly onHead?: (head: Pick<OpenAnswer, 'headMs'>) => void;
}

/**
 * A `fetch` that goes through the guard, for libraries that take one, such as the MCP client's transport. Each call
 * has these limits, its body included; a stream of server-sent events that answers a JSON-RPC request ends with the
 * answer. `redirect: 'manual'` and `'error'` leave a redirect to the caller.
 */
export function guardedFetch(
  http: GuardedHttp,
  limits: FetchLimits,
  { allowHttp = false, onRedirect, onHead }: GuardedFetchOptions = {},
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
    const answered = await http.open({
      url: new URL(request.url),
      method: request.method as FetchRequest['method'],
      headers: Object.fromEntries([...request.headers].filter(([name]) => !NOT_PASSED_ON.includes(name))),
      ...(body === undefined ? {} : { body }),
      limits,
      redirects: request.redirect === 'follow' ? 'same-origin' : 'none',
      allowHttp,
      ...(onRedirect && { onRedirect }),
      signal: request.signal,
    });
    if (!answered.ok) {
      request.signal.throwIfAborted();
      throw new GuardedFetchError(answered);
    }
    onHead?.(answered.value);
    return responseOf(answered.value, body);
  };
}

function responseOf(answer: OpenAnswer, sent: Uint8Array | undefined): Response {
  const { status, headers, url, redirects } = answer;
  // The body is decoded by now, and its length with it.
  const decoded = Object.entries(headers).filter(
    ([name]) => name !== 'content-encoding' && name !== 'content-length',
  );
  const response = new Response(NO_BODY.includes(status) ? closed(answer) : streamOf(answer, sent), {
    status,
    headers: decoded,
  });
  Object.defineProperty(response, 'url', { value: url.href });
  Object.defineProperty(response, 'redirected', { value: redirects > 0 });
  return response;
}

function closed(answer: OpenAnswer): null {
  answer.close();
  return null;
}

function streamOf(answer: OpenAnswer, sent: Uint8Array | undefined): ReadableStream<Uint8Array> {
  const ids = requestIds(sent === undefined ? '' : Buffer.from(sent).toString());
  const isEvents = /^text\/event-stream\b/i.test(answer.headers['content-type'] ?? '');
  const chunks = isEvents && ids.size > 0 ? endAfterAnswer(answer.body, ids) : answer.body;
  const reader = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await reader.next();
      if (next.done) controller.close();
      else controller.enqueue(new Uint8Array(next.value));
    },
    cancel: () => answer.close(),
  });
}
