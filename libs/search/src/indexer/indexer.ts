import { halve, isDataError } from '@bazaar/catalog';
import { QUERY_CANCELED, sqlState } from '@bazaar/platform';
import { type DataSource, type EntityManager } from 'typeorm';

import { type SearchEngine } from '../search-engine.js';
import { IndexProgressRepository, NOT_BUILT } from './index-progress.repository.js';
import { Maintenance } from './maintenance.js';
import { TruthRepository } from './truth.repository.js';
import { Wakeup } from './wakeup.js';

export interface IndexerOptions {
  /** Something went wrong and will be tried again: the database is away. */
  readonly onError: (error: unknown) => void;
  /** A document cannot be made or taken. It is out of the index, and tried again later. */
  readonly onSkipped: (listingId: string, error: unknown) => void;
  readonly batchMax?: number;
  readonly pollMs?: number;
}

/** What one step did. `busy`: another indexer works on this engine. */
export type IndexStep = { readonly status: 'done'; readonly indexed: number } | { readonly status: 'busy' };

/** A listing whose document cannot be made or taken. */
interface Skipped {
  readonly id: string;
  readonly error: unknown;
}

/** When a skipped document is tried again, unless it changes before. */
const SKIPPED_RETRY_MS = 10 * 60_000;

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

  constructor(
    private readonly database: DataSource,
    private readonly engine: SearchEngine,
    private readonly options: IndexerOptions,
  ) {
    this.batchMax = options.batchMax ?? 500;
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
        this.options.onError(error);
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

  /** One batch of the log and of marks, in one transaction with the position. */
  async step(): Promise<IndexStep> {
    await this.progress.register(this.database, this.engine.name);
    const step = await this.database.transaction(async (manager) => {
      const position = await this.progress.lease(manager, this.engine.name);
      if (position === null || position === NOT_BUILT) return position;
      return this.follow(manager, position);
    });
    if (step === null) return { status: 'busy' };
    if (step === NOT_BUILT) return this.build();
    this.tell(step.skipped);
    return { status: 'done', indexed: step.indexed };
  }

  /** Makes the engine anew from the truth while it goes on answering. Nothing it held before survives. */
  async rebuild(): Promise<number> {
    await this.progress.register(this.database, this.engine.name);
    let rebuilt = 0;
    for (let after = '', ids: readonly string[]; ; after = ids.at(-1) ?? after) {
      const page = await this.database.transaction(async (manager) => {
        await this.progress.leaseWaiting(manager, this.engine.name);
        const found = await this.truth.ids(manager, after, this.batchMax);
        await this.engine.remove(found, manager);
        return { ids: found, skipped: await this.index(manager, found) };
      });
      this.tell(page.skipped);
      ids = page.ids;
      if (ids.length === 0) break;
      rebuilt += ids.length;
    }
    await this.removeStrangers();
    await this.engine.maintain();
    return rebuilt;
  }

  private async follow(
    manager: EntityManager,
    position: string,
  ): Promise<{ indexed: number; skipped: readonly Skipped[] }> {
    const changes = await this.progress.changes(manager, position, this.batchMax);
    const marks = await this.progress.pending(manager, this.batchMax);
    const ids = new Set([
      ...changes.map(({ listing_id: id }) => id),
      ...marks.map(({ listingId }) => listingId),
    ]);
    const skipped = await this.index(manager, [...ids]);
    const last = changes.at(-1);
    if (last !== undefined) await this.progress.advance(manager, this.engine.name, last.position);
    await this.progress.clear(manager, marks);
    return { indexed: ids.size, skipped };
  }

  /** Makes the engine hold what the truth says of these. What fails is halved until the bad document is alone. */
  private async index(manager: EntityManager, ids: readonly string[]): Promise<readonly Skipped[]> {
    const outcomes = await halve<string, Skipped | null>(
      ids,
      (part) => manager.transaction((within) => this.replace(within, part)), // a savepoint: the lease is kept
      (id, error) => ({ id, error }),
      isDocumentError,
    );
    const skipped = outcomes.filter((outcome) => outcome !== null);
    const skippedIds = skipped.map(({ id }) => id);
    await this.engine.remove(skippedIds, manager);
    await this.progress.postpone(manager, skippedIds, SKIPPED_RETRY_MS);
    return skipped;
  }

  private async replace(manager: EntityManager, ids: readonly string[]): Promise<null[]> {
    const documents = await this.truth.documents(manager, ids);
    const made = new Set(documents.map(({ id }) => id));
    await this.engine.upsert(documents, manager);
    await this.engine.remove(
      ids.filter((id) => !made.has(id)),
      manager,
    );
    return ids.map(() => null);
  }

  private tell(skipped: readonly Skipped[]): void {
    for (const { id, error } of skipped) this.options.onSkipped(id, error);
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
        const known = await this.truth.known(manager, held);
        await this.engine.remove(
          held.filter((id) => !known.has(id)),
          manager,
        );
      });
    }
  }
}

/** Also where it takes too long: one document may be what a whole batch cannot be done with in time. */
const isDocumentError = (error: unknown): boolean => isDataError(error) || sqlState(error) === QUERY_CANCELED;
