/** Why a pull came to no end: what the source, or the way to it, got wrong. */
export class SourceError extends Error {
  override readonly name = 'SourceError';

  constructor(
    /** A reason of the guarded client, `http-<status>`, `rate-limited`, or what is wrong with the document. */
    readonly code: string,
    detail: string,
    /** When the source allows us back, where it says so. */
    readonly retryAt: Date | null = null,
  ) {
    super(detail === '' ? code : `${code}: ${detail}`);
  }

  /** Nobody answered: it may as well be our own network. */
  get isOutOfReach(): boolean {
    return this.code.startsWith('unreachable-');
  }
}
