import { type FetchFailure } from './fetch-failure.js';

export interface FetchLimits {
  /** All in all: name, connection, redirects, headers and body. */
  readonly timeoutMs: number;
  /** Of the body, counted both as sent and decompressed. */
  readonly bodyBytesMax: number;
  readonly redirectsMax: number;
}

export interface FetchRequest {
  readonly url: URL;
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly limits: FetchLimits;
  /** `none`: a redirect is the answer. */
  readonly redirects: 'same-origin' | 'none';
  /** Awaited before a redirect is followed, which is one more request. The wait is not counted as the seller's time. */
  readonly onRedirect?: () => Promise<void>;
  /** Plain http to public addresses too. */
  readonly allowHttp?: boolean;
  readonly signal?: AbortSignal;
}

interface AnswerHead {
  /** The URL that answered, after redirects. */
  readonly url: URL;
  readonly status: number;
  /** Lower case, repeated ones joined, without set-cookie. */
  readonly headers: Readonly<Record<string, string>>;
  /** The address that answered. */
  readonly address: string;
  readonly redirects: number;
  /** It came here by nothing but permanent redirects: 301 and 308. */
  readonly isMoved: boolean;
}

export interface Fetched extends AnswerHead {
  readonly body: Uint8Array;
  /** Without the time `onAddress` made us wait. */
  readonly ms: number;
}

/** An answer whose body is still to come. Read the body to its end or call `close`: else the connection stays open. */
export interface OpenAnswer extends AnswerHead {
  /** Until its head was there, without the time `onAddress` made us wait. */
  readonly headMs: number;
  /** Bounded and decompressed. Throws a `FetchError` where a limit or the stranger ends it early. */
  readonly body: AsyncIterable<Uint8Array>;
  readonly close: () => void;
}

export type FetchResult<T> = { readonly ok: true; readonly value: T } | FetchFailure;
