/**
 * An abort controller that aborts with any of the given signals too, until it is released. In place of
 * `AbortSignal.any`, which Node 20 holds, with all that listens to it, for as long as the longest of its sources lives.
 */
export class LinkedAbort {
  private readonly controller = new AbortController();
  private readonly sources: readonly AbortSignal[];

  constructor(...sources: readonly AbortSignal[]) {
    this.sources = sources;
    for (const source of sources) source.addEventListener('abort', this.follow, { once: true });
    if (sources.some(({ aborted }) => aborted)) this.abort();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  abort(reason?: unknown): void {
    this.release();
    this.controller.abort(reason);
  }

  /** Nothing that happens to its sources matters any more: they let go of it. May be called twice. */
  release(): void {
    for (const source of this.sources) source.removeEventListener('abort', this.follow);
  }

  private readonly follow = (): void => this.abort();
}
