import { type IngestService, type ObservationOutcome, type Observed } from '@bazaar/catalog';

import { Gathering } from '../gathering.js';
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

/** Gathers results into small batches: one transaction a batch, and nobody who waits is kept waiting for it to fill. */
export class ObservationBuffer {
  private readonly gathering: Gathering<Observed, ObservationOutcome>;

  constructor(ingest: Pick<IngestService, 'observe'>, pause: Pause) {
    this.gathering = new Gathering((batch) => retried(() => ingest.observe(batch), pause), {
      ...{ enough: ROWS_ENOUGH, most: ROWS_MAX, fitting, waitMs: WAIT_MS, batchesMax: WRITERS },
    });
  }

  /** Resolves when the result is stored or refused; rejects where the database cannot be reached. */
  add(observed: Observed, { urgent }: { readonly urgent: boolean }): Promise<ObservationOutcome> {
    return this.gathering.add(observed, { urgent });
  }
}

/** How many of the first fit into one batch: one at least, however large. */
function fitting(waiting: readonly Observed[]): number {
  let bytes = 0;
  const tooMuch = waiting.findIndex((observed) => (bytes += bytesOf(observed)) > BYTES_MAX);
  return tooMuch === -1 ? waiting.length : Math.max(tooMuch, 1);
}

const bytesOf = ({ answer }: Observed): number =>
  answer === null
    ? 0
    : Object.values(answer.headers).reduce((bytes, { length }) => bytes + length, answer.body.byteLength);
