import { type Fetched, type FetchResult } from '@bazaar/platform';
import { type Call, readResource } from '@bazaar/x402';

import { type DueTarget } from '../schedule/lease.js';
import { callersExample } from './callers-example.js';
import { type FilledRequest, asBody, fillIn, withQuery } from './fill-in.js';
import {
  type Asked,
  type KnownMethods,
  type UnpaidMethod,
  nextMethod,
  wantingValues,
} from './what-to-send.js';

/** A URL to be looked at, with all that may be sent there. */
export interface UrlToAsk extends Pick<DueTarget, 'method' | 'example' | 'own'> {
  readonly url: URL;
  /** What the origin's own document names at this URL. */
  readonly operations: readonly Call[];
}

/** One request, never with a payment. */
export interface UnpaidRequest extends FilledRequest {
  readonly method: UnpaidMethod;
  readonly hasCallersExample: boolean;
  /** With values that the origin itself has shown, or the caller where its own document names the operation. */
  readonly isFilled: boolean;
}

/** A request that was made, with its end. */
export interface Exchange extends Asked, UnpaidRequest {
  readonly result: FetchResult<Fetched>;
}

/**
 * The next request of a look, or null where enough was asked: a GET, perhaps one by another method without body, and
 * where these failed for want of values one more with values.
 */
export function nextRequest(target: UrlToAsk, asked: readonly Exchange[]): UnpaidRequest | null {
  const method = nextMethod(knownMethods(target), asked);
  if (method === null) return asked.some(({ isFilled }) => isFilled) ? null : filledRequest(target, asked);
  const url = method === 'GET' ? withQuery(target.url, callersExample(target)) : target.url;
  return { method, url, body: null, isFilled: false, hasCallersExample: url.href !== target.url.href };
}

export const knownMethods = ({ method, own, operations }: UrlToAsk): KnownMethods => ({
  declared: method,
  learned: own?.method ?? null,
  named: operations.map((operation) => operation.method),
});

function filledRequest(target: UrlToAsk, asked: readonly Exchange[]): UnpaidRequest | null {
  for (const { method } of wantingValues(target.method, asked)) {
    const filled = { method, isFilled: true };
    const callers = method === 'POST' ? withCallersBody(target) : null;
    if (callers !== null) return { ...filled, ...callers, hasCallersExample: true };
    const shown = withShownValues(target, method, asked);
    if (shown !== null) return { ...filled, ...shown, hasCallersExample: false };
  }
  return null;
}

/** A caller's example goes into a body only where the origin's own document names the operation. */
function withCallersBody(target: UrlToAsk): FilledRequest | null {
  const operation = target.operations.find(({ method }) => method === 'POST');
  if (operation === undefined) return null;
  const body = asBody(callersExample(target), operation.bodyType);
  return body === null ? null : { url: target.url, body };
}

/** By what the endpoint has just said, what its origin's document says, what it said earlier: never by a claim. */
function withShownValues(
  { url, own, operations }: UrlToAsk,
  method: UnpaidMethod,
  asked: readonly Exchange[],
): FilledRequest | null {
  const calls = [...asked.flatMap(callShown), ...operations, ...(own === null ? [] : [own.call])];
  for (const call of calls) {
    const filled = call.method === method ? fillIn(url, call) : null;
    if (filled !== null) return filled;
  }
  // A GET that was answered 402 once, at the address that was asked then.
  const exampleUrl = method === 'GET' && own?.exampleUrl != null ? new URL(own.exampleUrl) : null;
  const isOther = exampleUrl?.origin === url.origin && exampleUrl.href !== url.href;
  return exampleUrl !== null && isOther ? { url: exampleUrl, body: null } : null;
}

/** How the endpoint itself is called, where it has just said so in a 402. */
function callShown({ url, method, status, result }: Exchange): readonly Call[] {
  if (!result.ok || status !== 402) return [];
  const body = Buffer.from(result.value.body).toString('utf8');
  const reading = readResource({ url: url.href, method, answer: { ...result.value, body } });
  return reading.ok ? [reading.value.call] : [];
}
