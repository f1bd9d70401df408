/** Why a request came to nothing. All but `unsupported-scheme` and `probes-off` are shown to sellers as they are. */
export type FetchFailureReason =
  | 'private-address'
  | 'port-not-allowed'
  | 'unreachable-dns'
  | 'unreachable-connect'
  | 'unreachable-tls'
  | 'unreachable-timeout'
  | 'body-too-large'
  | 'headers-too-large'
  | 'redirect-off-origin'
  | 'too-many-redirects'
  | 'bad-response'
  | 'unsupported-scheme'
  | 'not-https'
  | 'probes-off';

export interface FetchFailure {
  readonly ok: false;
  readonly error: FetchFailureReason;
  /** For a person; may quote the stranger, at most 200 characters. */
  readonly detail: string;
  /** What the attempt took, without the time `onAddress` made it wait. */
  readonly ms: number;
}

const DETAIL_CHARS_MAX = 200;

/** Carries a reason through streams and callbacks; it leaves this folder only as a {@link FetchFailure} or inside a body stream. */
export class FetchError extends Error {
  override readonly name = 'FetchError';

  constructor(
    readonly reason: FetchFailureReason,
    detail: string,
    options?: { cause?: unknown },
  ) {
    super(detail.slice(0, DETAIL_CHARS_MAX), options);
  }
}

/** No request was sent: another address of the same name may still be tried. */
export class ConnectError extends FetchError {}
