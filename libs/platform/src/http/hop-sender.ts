import { type Readable } from 'node:stream';
import { classifyExchangeError } from './classify-error.js';
import { type Deadline } from './deadline.js';
import { ConnectError, FetchError } from './fetch-failure.js';
import { type FetchPolicy, type UrlRefusal } from './fetch-policy.js';
import { hostOf, isAddress } from './host-name.js';
import { type PinnedPools } from './pinned-pools.js';
import { type Hop } from './redirect.js';
import { answerHeaders } from './request-headers.js';
import { resolveAll, type Resolver } from './resolver.js';

/** Awaited before a request goes to an address; what it resolves to, if anything, is called when that is over. */
export type OnAddress = ((address: string) => Promise<void>) | ((address: string) => Promise<() => void>);

export interface HopAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly address: string;
  readonly raw: Readable;
  /** Gives the address's budget back. May be called twice. */
  readonly release: () => void;
}

/** Of a name with many addresses, how many are tried before it counts as unreachable. */
const ADDRESSES_TRIED_MAX = 3;

const refuseUnless = (
  result: { readonly ok: true } | { readonly ok: false; readonly error: UrlRefusal },
  detail: string,
): void => {
  if (!result.ok) throw new FetchError(result.error, detail);
};

/**
 * One request and the head of its answer: check the URL, resolve once, check every address, wait for the budget of
 * the address, dial that address and no other.
 *
 * Errors: throws {@link FetchError}, and what `onAddress` throws.
 */
export class HopSender {
  constructor(
    private readonly policy: FetchPolicy,
    private readonly pools: PinnedPools,
    private readonly resolver: Resolver,
    private readonly onAddress?: OnAddress,
  ) {}

  async send(hop: Hop, options: { readonly allowHttp: boolean }, deadline: Deadline): Promise<HopAnswer> {
    refuseUnless(this.policy.admitUrl(hop.url, options), hop.url.host);
    const host = hostOf(hop.url);
    const addresses = isAddress(host) ? [host] : await deadline.race(resolveAll(this.resolver, host));
    refuseUnless(this.policy.admitTarget(hop.url, addresses, options), `${host} is ${addresses.join(', ')}`);
    const tried = addresses.slice(0, ADDRESSES_TRIED_MAX);
    for (const [index, address] of tried.entries()) {
      try {
        return await this.sendTo(address, hop, deadline);
      } catch (error) {
        const mayTryNext = error instanceof ConnectError && error.reason !== 'unreachable-tls';
        if (!mayTryNext || index === tried.length - 1) throw error;
      }
    }
    throw new FetchError('unreachable-dns', `${host} has no address`);
  }

  private async sendTo(address: string, hop: Hop, deadline: Deadline): Promise<HopAnswer> {
    const release = await this.budget(address, deadline);
    try {
      deadline.signal.throwIfAborted();
      const { url, method, headers, body } = hop;
      const path = url.pathname + url.search;
      const request = { path, method, headers, body, signal: deadline.signal };
      // The race, since undici looks at the signal only once it is connected.
      const answer = await deadline.race(this.pools.get(url, address).request(request));
      // Anything else is no final answer, and a standard Response could not carry it.
      if (answer.statusCode < 200 || answer.statusCode > 599) {
        answer.body.on('error', () => undefined).destroy();
        throw new FetchError('bad-response', `status ${answer.statusCode}`);
      }
      return {
        status: answer.statusCode,
        headers: answerHeaders(answer.headers),
        address,
        raw: answer.body,
        release,
      };
    } catch (error) {
      release();
      throw classifyExchangeError(error);
    }
  }

  private async budget(address: string, deadline: Deadline): Promise<() => void> {
    if (this.onAddress === undefined) return () => undefined;
    const taken: Promise<unknown> = this.onAddress(address);
    const giveBack = (given: unknown): void => {
      if (typeof given === 'function') (given as () => void)();
    };
    try {
      const given = await deadline.pausedFor(taken);
      let isBack = false;
      return () => {
        if (!isBack) giveBack(given);
        isBack = true;
      };
    } catch (error) {
      taken.then(giveBack, () => undefined); // the caller stopped while we waited: a budget that still comes goes back
      throw error;
    }
  }
}
