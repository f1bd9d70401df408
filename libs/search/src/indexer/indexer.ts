import { type DataSource, type EntityManager } from 'typeorm';

import { type SearchDocument } from '../document/search-document.js';
import { type SearchEngine } from '../search-engine.js';
import {
  IndexProgressRepository,
  type LoggedChange,
  type Mark,
  NOT_BUILT,
} from './index-progress.repository.js';
import { Maintenance } from './maintenance.js';
import { TruthRepository } from './truth.repository.js';
import { Wakeup } from './wakeup.js';

export interface IndexerOptions {
  /** Something went wrong and will be tried again: the database is away, or a document cannot be taken. */
  readonly onError: (error: unknown, skippedListingIds: readonly string[]) => void;
  readonly batchMax?: number;
  readonly pollMs?: number;
}

/** What one step did. `busy`: another indexer works on this engine. */
export type IndexStep = { readonly status: 'done'; readonly indexed: number } | { readonly status: 'busy' };

/** What one transaction takes: the log from one position to another, and marks. */
interface Batch {
  readonly from: string;
  readonly to: string;
  readonly marks: readonly Mark[];
  readonly ids: readonly string[];
}

/**
 * Keeps an engine equal to the truth. Follows the change log by position and takes down the marks of listings that
 * only moved; both end in the same place, a document made from the truth as it is now, so that doing it twice is doing
 * it once. Any number may run: the engine's position is a row, and whoever locks it works.
 */
export class Indexer {
  private readonly progress = new IndexProgressRepository();
  private readonly truth = new TruthRepository();
  private readonly wakeup = new Wakeup();
  private readonly batchMax: number;
  private batch: number;
  private marksFirst = false;

  constructor(
    private readonly database: DataSource,
    private readonly engine: SearchEngine,
    private readonly options: IndexerOptions,
  ) {
    this.batch = this.batchMax = options.batchMax ?? 500;
  }

  /** There may be news: called for each notification on `bazaar_change`. */
  wake(): void {
    this.wakeup.wake();
  }

  /** Works until `signal` says stop; the step at hand is finished. */
  async run(signal: AbortSignal): Promise<void> {
    const maintenance = new Maintenance(this.engine);
    while (!signal.aborted) {
      let indexed = 0;
      try {
        const step = await this.step();
        indexed = step.status === 'done' ? step.indexed : 0;
        maintenance.note(indexed);
        if (indexed === 0) await maintenance.runIfDue();
      } catch (error) {
        this.options.onError(error, []);
      }
      if (indexed === 0) await this.wakeup.wait(this.options.pollMs ?? 500, signal);
    }
  }

  /** Everything there is to do now. */
  async drain(): Promise<void> {
    for (;;) {
      const step = await this.step();
      if (step.status === 'busy' || step.indexed === 0) return;
    }
  }

  /** One batch, in one transaction with the position. A document that no engine can take is skipped and named. */
  async step(): Promise<IndexStep> {
    await this.progress.register(this.database, this.engine.name);
    const tried: { batch: Batch | null } = { batch: null };
    try {
      const step = await this.database.transaction(async (manager) => {
        const position = await this.progress.lease(manager, this.engine.name);
        if (position === null || position === NOT_BUILT) return position;
        const batch = (tried.batch = await this.take(manager, position));
        await this.index(manager, batch, await this.truth.documents(manager, batch.ids));
        return batch;
      });
      if (step === null) return { status: 'busy' };
      if (step === NOT_BUILT) return await this.build();
      this.batch = Math.min(this.batch * 2, this.batchMax);
      return { status: 'done', indexed: step.ids.length };
    } catch (error) {
      if (!isDataError(error) || tried.batch === null) throw error;
      if (this.batch > 1) {
        this.batch = Math.ceil(this.batch / 2);
        return { status: 'done', indexed: 1 };
      }
      return this.skip(tried.batch, error);
    }
  }

  /** Makes the engine anew from the truth while it goes on answering. Nothing it held before survives. */
  async rebuild(): Promise<number> {
    await this.progress.register(this.database, this.engine.name);
    let rebuilt = 0;
    for (let after = '', ids: readonly string[]; ; after = ids.at(-1) ?? after) {
      ids = await this.database.transaction(async (manager) => {
        await this.progress.leaseWaiting(manager, this.engine.name);
        const page = await this.truth.ids(manager, after, this.batchMax);
        await this.engine.remove(page, manager);
        await this.engine.upsert(await this.truth.documents(manager, page), manager);
        return page;
      });
      if (ids.length === 0) break;
      rebuilt += ids.length;
    }
    await this.removeStrangers();
    await this.engine.maintain();
    return rebuilt;
  }

  /** Of a batch of one it is a change or a mark, in turns: what then fails, failed alone. */
  private async take(manager: EntityManager, position: string): Promise<Batch> {
    const isSingle = this.batch === 1;
    if (isSingle) this.marksFirst = !this.marksFirst;
    let marks: readonly Mark[] = [];
    if (!isSingle || this.marksFirst) marks = await this.progress.pending(manager, this.batch);
    let changes: readonly LoggedChange[] = [];
    if (!isSingle || marks.length === 0) changes = await this.progress.changes(manager, position, this.batch);
    if (isSingle && changes.length === 0 && marks.length === 0)
      marks = await this.progress.pending(manager, this.batch);
    const ids = new Set([
      ...changes.map(({ listing_id: id }) => id),
      ...marks.map(({ listingId }) => listingId),
    ]);
    return { from: position, to: changes.at(-1)?.position ?? position, marks, ids: [...ids] };
  }

  private async index(
    manager: EntityManager,
    { from, to, marks, ids }: Batch,
    documents: readonly SearchDocument[],
  ): Promise<void> {
    if (ids.length === 0) return;
    const made = new Set(documents.map(({ id }) => id));
    await this.engine.upsert(documents, manager);
    await this.engine.remove(
      ids.filter((id) => !made.has(id)),
      manager,
    );
    if (to !== from) await this.progress.advance(manager, this.engine.name, to);
    await this.progress.clear(manager, marks);
  }

  /** Goes past what just failed, and nothing else: not where another indexer has moved on meanwhile. */
  private async skip(failed: Batch, error: unknown): Promise<IndexStep> {
    const isSkipped = await this.database.transaction(async (manager) => {
      const position = await this.progress.lease(manager, this.engine.name);
      if (position !== failed.from) return false;
      await this.index(manager, failed, []);
      return true;
    });
    if (!isSkipped) return { status: 'busy' };
    this.options.onError(error, failed.ids);
    return { status: 'done', indexed: failed.ids.length };
  }

  /** The log may not reach back to the beginning, so a new engine starts from the truth, then follows. */
  private async build(): Promise<IndexStep> {
    const end = await this.progress.logEnd(this.database.manager);
    const indexed = await this.rebuild();
    await this.progress.advance(this.database.manager, this.engine.name, end);
    return { status: 'done', indexed: indexed + 1 };
  }

  private async removeStrangers(): Promise<void> {
    for (let after = '', held: readonly string[]; ; after = held.at(-1) ?? after) {
      held = await this.engine.ids(after, this.batchMax);
      if (held.length === 0) return;
      await this.database.transaction(async (manager) => {
        await this.progress.leaseWaiting(manager, this.engine.name);
        const known = new Set((await this.truth.documents(manager, held)).map(({ id }) => id));
        await this.engine.remove(
          held.filter((id) => !known.has(id)),
          manager,
        );
      });
    }
  }
}

/** SQLSTATE classes 22 (data exception), 23 (constraint) and 54 (too big). */
function isDataError(error: unknown): boolean {
  const { code } = (error as { driverError?: { code?: unknown } }).driverError ?? {};
  return typeof code === 'string' && /^(22|23|54)/.test(code);
}
