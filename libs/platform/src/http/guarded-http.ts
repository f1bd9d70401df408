import { boundedBody } from './bounded-body.js';
import { Deadline } from './deadline.js';
import { FetchError } from './fetch-failure.js';
import { type FetchPolicy } from './fetch-policy.js';
import { type Fetched, type FetchRequest, type FetchResult, type OpenAnswer } from './fetched.js';
import { HopSender, type HopAnswer, type OnAddress } from './hop-sender.js';
import { PinnedPools } from './pinned-pools.js';
import { followRedirect, isPermanent, redirectLocation, type Hop } from './redirect.js';
import { requestHeaders, userAgent } from './request-headers.js';
import { systemResolver, type Resolver } from './resolver.js';

export interface GuardedHttpOptions {
  readonly policy: FetchPolicy;
  /** Shown in our user agent. */
  readonly contactUrl?: string | undefined;
  readonly resolver?: Resolver;
  /** For a budget per address. The wait is not counted as the seller's time. */
  readonly onAddress?: OnAddress;
  /** Certificate authorities in place of the system's, for tests. */
  readonly ca?: string;
}

/**
 * The only way out: every request to a stranger goes through here. Each hop is resolved once, all its addresses are
 * checked, and the checked address is dialled.
 *
 * Errors: what the world does is a `FetchFailure`; thrown is only what a caller did wrong (a payment header) or what
 * `onAddress` throws.
 */
export class GuardedHttp {
  private readonly policy: FetchPolicy;
  private readonly pools: PinnedPools;
  private readonly sender: HopSender;
  private readonly userAgent: string;

  constructor({ policy, contactUrl, resolver = systemResolver, onAddress, ca }: GuardedHttpOptions) {
    this.policy = policy;
    this.pools = new PinnedPools(policy, ca);
    this.sender = new HopSender(policy, this.pools, resolver, onAddress);
    this.userAgent = userAgent(contactUrl);
  }

  /** The whole answer, its body in memory. */
  async request(request: FetchRequest): Promise<FetchResult<Fetched>> {
    return this.settle(request, async (deadline) => {
      const { body, close, headMs: _, ...head } = await this.follow(request, deadline);
      try {
        const chunks: Uint8Array[] = [];
        for await (const chunk of body) chunks.push(chunk);
        return { ...head, body: Buffer.concat(chunks), ms: deadline.elapsedMs };
      } finally {
        close();
      }
    });
  }

  /** The head of the answer, its body as a stream under the same limits. */
  async open(request: FetchRequest): Promise<FetchResult<OpenAnswer>> {
    return this.settle(request, (deadline) => this.follow(request, deadline));
  }

  /** Cuts every connection. */
  async close(): Promise<void> {
    await this.pools.close();
  }

  private async settle<T>(
    { limits, signal }: FetchRequest,
    work: (deadline: Deadline) => Promise<T>,
  ): Promise<FetchResult<T>> {
    const deadline = new Deadline(limits.timeoutMs, signal);
    try {
      return { ok: true, value: await work(deadline) };
    } catch (error) {
      const ms = deadline.elapsedMs;
      deadline.dispose();
      if (!(error instanceof FetchError)) throw error;
      return { ok: false, error: error.reason, detail: error.message, ms };
    }
  }

  private async follow(request: FetchRequest, deadline: Deadline): Promise<OpenAnswer> {
    const { url, method, body = null, limits } = request;
    const options = { allowHttp: request.allowHttp ?? false };
    let hop: Hop = { url, method, body, headers: requestHeaders(this.userAgent, request.headers) };
    let permanent = 0;
    for (let redirects = 0; ; redirects++) {
      const answer = await this.sender.send(hop, options, deadline);
      const location = redirectLocation(answer.status, answer.headers);
      if (location === null || request.redirects === 'none') {
        const isMoved = redirects > 0 && permanent === redirects;
        return { ...this.openAnswer(hop, answer, limits.bodyBytesMax, deadline), redirects, isMoved };
      }
      if (isPermanent(answer.status)) permanent++;
      answer.raw.on('error', () => undefined).destroy();
      answer.release();
      if (redirects >= limits.redirectsMax)
        throw new FetchError('too-many-redirects', `redirect to ${location}`);
      hop = followRedirect(hop, { status: answer.status, location }, this.policy);
      if (request.onRedirect !== undefined) await deadline.pausedFor(request.onRedirect());
    }
  }

  private openAnswer(
    { url, method }: Hop,
    { status, headers, address, raw, release }: HopAnswer,
    bodyBytesMax: number,
    deadline: Deadline,
  ): Omit<OpenAnswer, 'redirects' | 'isMoved'> {
    const close = (): void => {
      raw.on('error', () => undefined).destroy();
      release();
      deadline.dispose();
    };
    deadline.signal.addEventListener('abort', close); // also where nobody ever reads the body
    // The headers of a HEAD answer speak of a body that does not come.
    const body = boundedBody(raw, method === 'HEAD' ? {} : headers, bodyBytesMax);
    return { url, status, headers, address, body: closing(body, close), close, headMs: deadline.elapsedMs };
  }
}

async function* closing<T>(items: AsyncIterable<T>, close: () => void): AsyncGenerator<T, void, undefined> {
  try {
    yield* items;
  } finally {
    close();
  }
}
