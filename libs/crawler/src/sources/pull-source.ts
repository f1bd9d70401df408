import {
  type FeedGuard,
  type FeedLease,
  type IngestService,
  type Sighted,
  type SourceRoom,
} from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';

import { type Pause } from '../pause.js';
import { retried } from '../retried.js';
import { rowsMax } from './feed-guard.js';
import { readAhead } from './read-ahead.js';
import { SourceError } from './source-error.js';
import { type SourceEntry, sightEntry } from './source-entry.js';
import { type PullContext, type SourceKind } from './source-kind.js';

export interface PullParts {
  readonly ingest: Pick<IngestService, 'sight'>;
  readonly room: Pick<SourceRoom, 'admit' | 'tell'>;
  readonly context: PullContext;
  readonly clock: Clock;
  readonly pause: Pause;
}

/** What became of one pull. */
export interface Pulled {
  /** Received, each once. */
  readonly rows: number;
  /** What the source says it has in all. */
  readonly stated: number | null;
  /** Targets now, known before or not. */
  readonly kept: number;
  readonly fresh: number;
  /** Rows that were not kept, by reason. */
  readonly refused: ReadonlyMap<string, number>;
  /** There was more than the guard believes. */
  readonly isStopped: boolean;
  /** Null where it came to its end. What was taken before stays. */
  readonly error: SourceError | null;
}

/** Rows a transaction. */
const BATCH = 500;

/** One pull: rows become sightings and claims, page by page, as far as guard and quota let them. */
export async function pullSource(source: FeedLease, kind: SourceKind, parts: PullParts): Promise<Pulled> {
  const pull = new Pull(source, parts);
  let error: SourceError | null = null;
  try {
    for await (const { rows, total } of readAhead(kind.pull(source, parts.context))) {
      pull.hear(total);
      if (!(await pull.take(rows))) break;
    }
  } catch (failure) {
    if (!(failure instanceof SourceError)) throw failure;
    error = failure;
  }
  await pull.flush();
  return pull.result(error);
}

class Pull {
  private readonly rowsMax: number;
  private readonly refused = new Map<string, number>();
  private rows = 0;
  private stated: number | null = null;
  private kept = 0;
  private fresh = 0;
  private isStopped = false;
  /** Less than a batch: some pages are short. */
  private readonly waiting: SourceEntry[] = [];

  constructor(
    private readonly source: FeedLease & { readonly guard: FeedGuard },
    private readonly parts: PullParts,
  ) {
    this.rowsMax = rowsMax(source.guard);
  }

  hear(total: number | null): void {
    this.stated = total ?? this.stated;
  }

  /** False where nothing more may be taken. */
  async take(rows: readonly SourceEntry[]): Promise<boolean> {
    const believed = rows.slice(0, Math.max(0, this.rowsMax - this.rows));
    this.isStopped = believed.length < rows.length;
    this.rows += rows.length;
    this.waiting.push(...believed);
    while (this.waiting.length >= BATCH) await this.store(this.waiting.splice(0, BATCH));
    return !this.isStopped;
  }

  async flush(): Promise<void> {
    await this.store(this.waiting.splice(0));
  }

  result(error: SourceError | null): Pulled {
    const { rows, stated, kept, fresh, refused, isStopped } = this;
    return { rows, stated, kept, fresh, refused, isStopped, error };
  }

  private async store(rows: readonly SourceEntry[]): Promise<void> {
    const { ingest, room, clock, pause } = this.parts;
    const { id, kind, url } = this.source;
    const sightings: Sighted[] = [];
    for (const row of rows) {
      const sighted = sightEntry(row, { id, kind, url }, clock.now());
      if (sighted.ok) sightings.push(sighted.value);
      else this.refuse(sighted.error);
    }
    const admitted = await room.admit(sightings);
    this.refuse('quota', sightings.length - admitted.length);
    const outcomes = await retried(() => ingest.sight(admitted), pause);
    room.tell(outcomes);
    for (const outcome of outcomes) {
      if ('reason' in outcome) this.refuse(outcome.reason);
      else this.kept++;
      if (outcome.status === 'new') this.fresh++;
    }
  }

  private refuse(reason: string, rows = 1): void {
    if (rows > 0) this.refused.set(reason, (this.refused.get(reason) ?? 0) + rows);
  }
}
