import { crc32 } from 'node:zlib';

import { type IngestService, type ObservationOutcome, type Observed } from '@bazaar/catalog';

import { Gathering } from '../gathering.js';
import { type Pause } from '../pause.js';
import { retried } from '../retried.js';

/** So many are written without waiting for more. */
const ROWS_ENOUGH = 64;
/**
 * What has gathered while others were written goes together: a statement costs little more for it. But a batch is
 * planned in one piece, and nothing else happens meanwhile.
 */
const ROWS_MAX = 128;
/** Of answers: they are written out as one text, and nothing else happens meanwhile. */
const BYTES_MAX = 1_048_576;
const WRITERS = 2;
const WAIT_MS = 100;

/** Gathers results into small batches: one transaction a batch, and nobody who waits is kept waiting for it to fill. */
export class ObservationBuffer {
  /** An origin is always the same one's: a transaction locks its origins, and would wait for the other writer. */
  private readonly writers: readonly Gathering<Observed, ObservationOutcome>[];

  constructor(ingest: Pick<IngestService, 'observe'>, pause: Pause) {
    const observe = (batch: readonly Observed[]) => retried(() => ingest.observe(batch), pause);
    const terms = { enough: ROWS_ENOUGH, most: ROWS_MAX, fitting, waitMs: WAIT_MS, batchesMax: 1 };
    this.writers = Array.from({ length: WRITERS }, () => new Gathering(observe, terms));
  }

  /** Resolves when the result is stored or refused; rejects where the database cannot be reached. */
  add(observed: Observed, { urgent }: { readonly urgent: boolean }): Promise<ObservationOutcome> {
    const writer = this.writers[crc32(observed.origin) % WRITERS] as (typeof this.writers)[number];
    return writer.add(observed, { urgent });
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
