import {
  type FetchFailureReason,
  type FetchLimits,
  GuardedFetchError,
  type GuardedHttp,
  guardedFetch,
} from '@bazaar/platform';

import { isPlainHttp } from './is-plain-http.js';
import { type Visit } from './probed.js';

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
  failure: FetchFailureReason | null = null;
  ms = 0;
  private readonly silence = new AbortController();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly http: GuardedHttp,
    private readonly limits: FetchLimits,
    private readonly url: URL,
    private readonly visit: Visit,
  ) {}

  /** Aborts where we are told to stop, or a request was answered with something that never ends in a message. */
  get signal(): AbortSignal {
    return AbortSignal.any([this.visit.signal, this.silence.signal]);
  }

  readonly fetch: typeof fetch = async (input, init) => {
    // We listen to answers only. 405 is how a server says that it has nothing to tell by itself.
    if ((init?.method ?? 'GET') !== 'POST') return new Response(null, { status: 405 });
    const answer = await this.visit.gate.pass(this.visit.signal, () => this.send(input, init));
    if (answer === null) throw new TypeError('stopped');
    return answer;
  };

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private async send(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): Promise<Response> {
    this.close();
    // Longer than the request itself may take: it ends what the client would wait for though nothing more can come.
    this.timer = setTimeout(() => this.silence.abort(), this.limits.timeoutMs * 3);
    const startedAt = performance.now();
    this.failure = null;
    try {
      const guarded = guardedFetch(this.http, this.limits, { allowHttp: isPlainHttp(this.url) });
      const response = await guarded(input, init);
      return await this.remember(response);
    } catch (error) {
      if (error instanceof GuardedFetchError) this.failure = error.failure.error;
      throw error;
    } finally {
      this.ms = Math.round(performance.now() - startedAt);
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
