import { setMaxListeners } from 'node:events';

import { LinkedAbort } from '@bazaar/kernel';
import {
  type FetchFailure,
  type FetchLimits,
  GuardedFetchError,
  type GuardedHttp,
  guardedFetch,
} from '@bazaar/platform';

import { isPlainHttp } from './is-plain-http.js';
import { type Visit } from './probed.js';

/** A session opens, lists its tools in a few pages and calls one. */
const REQUESTS_MAX = 16;
const OUR_METHODS = ['initialize', 'notifications/initialized', 'tools/list', 'tools/call'];

/** How the last HTTP request of a session ended. */
export interface LastAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a refusal only: what an MCP answer says, its client reads. */
  readonly body: string;
}

/**
 * The HTTP side of one look at an MCP server: each request waits its turn at the origin, goes through the guard, and
 * is remembered, since the MCP client's own errors say little about why a server could not be spoken to.
 */
export class McpExchange {
  last: LastAnswer | null = null;
  failure: FetchFailure | null = null;
  /** What the server took for its last answer, or until there was none: our own waiting is left out. */
  ms = 0;
  private readonly ending: LinkedAbort;
  private timer: NodeJS.Timeout | null = null;
  private sent = 0;

  constructor(
    private readonly http: GuardedHttp,
    private readonly limits: FetchLimits,
    private readonly url: URL,
    private readonly visit: Visit,
  ) {
    this.ending = new LinkedAbort(visit.signal);
    setMaxListeners(0, this.ending.signal); // each request of the client listens to it
  }

  /** Aborts where we are told to stop, or a request was answered with something that never ends in a message. */
  get signal(): AbortSignal {
    return this.ending.signal;
  }

  readonly fetch: typeof fetch = async (input, init) => {
    // We listen to answers only. 405 is how a server says that it has nothing to tell by itself.
    if ((init?.method ?? 'GET') !== 'POST') return new Response(null, { status: 405 });
    // Answers to what a server asks of us are dropped: it has nothing to ask, and could ask for ever.
    if (!isOurs(init?.body)) return new Response(null, { status: 202 });
    if (++this.sent > REQUESTS_MAX) throw new TypeError('too many requests in one session');
    this.stopWaiting(); // what is waited for from here on is our turn
    const answer = await this.visit.gate.pass(this.visit.signal, () => this.send(input, init));
    if (answer === null) throw new TypeError('stopped');
    return answer;
  };

  close(): void {
    this.stopWaiting();
    this.ending.release();
  }

  private stopWaiting(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private async send(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): Promise<Response> {
    this.failure = null;
    const guarded = guardedFetch(this.http, this.limits, {
      allowHttp: isPlainHttp(this.url),
      onRedirect: () => this.visit.gate.turn(this.visit.signal),
      onHead: ({ headMs }) => (this.ms = headMs),
    });
    try {
      const response = await guarded(input, init);
      // The body has its own deadline: this ends what the client would wait for though nothing more can come.
      this.timer = setTimeout(() => this.ending.abort(), this.limits.timeoutMs * 2);
      return await this.remember(response);
    } catch (error) {
      if (error instanceof GuardedFetchError) {
        this.failure = error.failure;
        this.ms = error.failure.ms;
      }
      throw error;
    }
  }

  private async remember(response: Response): Promise<Response> {
    const headers = Object.fromEntries(response.headers);
    const { status } = response;
    if (response.ok) {
      this.last = { status, headers, body: '' };
      return response;
    }
    const body = await response.text();
    this.last = { status, headers, body };
    return new Response(body === '' ? null : body, { status, headers });
  }
}

/** One of the messages we send on our own account; the client writes them, so they are JSON. */
function isOurs(body: RequestInit['body']): boolean {
  if (typeof body !== 'string') return false;
  const { method } = JSON.parse(body) as { method?: unknown };
  return typeof method === 'string' && OUR_METHODS.includes(method);
}
