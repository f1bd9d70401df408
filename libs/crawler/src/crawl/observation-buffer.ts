import { type IngestService, type ObservationOutcome, type Observed } from '@bazaar/catalog';

import { type Pause } from '../pause.js';
import { retried } from '../retried.js';

/** So many are written without waiting for more. */
const ROWS_ENOUGH = 64;
/** What has gathered while others were written goes together: a statement costs little more for it. */
const ROWS_MAX = 256;
/** Of answers: they are written out as one text, and nothing else happens meanwhile. */
const BYTES_MAX = 1_048_576;
const WRITERS = 2;
const WAIT_MS = 100;

interface Waiting {
  readonly observed: Observed;
  readonly resolve: (outcome: ObservationOutcome) => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers results into small batches: one transaction a batch, and nobody who waits is kept waiting for it to fill. */
export class ObservationBuffer {
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | null = null;
  private writers = 0;

  constructor(
    private readonly ingest: Pick<IngestService, 'observe'>,
    private readonly pause: Pause,
  ) {}

  /** Resolves when the result is stored or refused; rejects where the database cannot be reached. */
  add(observed: Observed, { urgent }: { readonly urgent: boolean }): Promise<ObservationOutcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ observed, resolve, reject });
      if (urgent || this.waiting.length >= ROWS_ENOUGH) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), WAIT_MS);
    });
  }

  /** Few batches at a time: while they are written, the next one gathers. */
  private flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.writers >= WRITERS || this.waiting.length === 0) return;
    this.writers++;
    void this.writeAll().finally(() => this.writers--);
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, fitting(this.waiting));
      try {
        const outcomes = await retried(
          () => this.ingest.observe(batch.map(({ observed }) => observed)),
          this.pause,
        );
        batch.forEach(({ resolve }, index) => resolve(outcomes[index] ?? 'ingest-refused'));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  }
}

/** How many of the first fit into one batch: one at least, however large. */
function fitting(waiting: readonly Waiting[]): number {
  const most = waiting.slice(0, ROWS_MAX);
  let bytes = 0;
  const tooMuch = most.findIndex(({ observed }) => (bytes += bytesOf(observed)) > BYTES_MAX);
  return tooMuch === -1 ? most.length : Math.max(tooMuch, 1);
}

const bytesOf = ({ answer }: Observed): number =>
  answer === null
    ? 0
    : Object.values(answer.headers).reduce((bytes, { length }) => bytes + length, answer.body.byteLength);
