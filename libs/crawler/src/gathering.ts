export interface GatheringTerms<Item> {
  /** So many are done without waiting for more. */
  readonly enough: number;
  /** How many go together at most. */
  readonly most: number;
  /** How many of the first fit together, one at least; absent: all of them. */
  readonly fitting?: (items: readonly Item[]) => number;
  readonly waitMs: number;
  /** Few batches at a time: while they are under way, the next one gathers. */
  readonly batchesMax: number;
}

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** What is wanted one by one and done in batches. Nobody waits long for a batch to fill. */
export class Gathering<Item, Outcome> {
  private waiting: Waiting<Item, Outcome>[] = [];
  private timer: NodeJS.Timeout | null = null;
  private batches = 0;

  /** @param work gives an outcome for each item, in their order */
  constructor(
    private readonly work: (batch: readonly Item[]) => Promise<readonly Outcome[]>,
    private readonly terms: GatheringTerms<Item>,
  ) {}

  /** Rejects where its whole batch came to nothing. One that is urgent waits for no others. */
  add(item: Item, { urgent }: { readonly urgent: boolean } = { urgent: false }): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (urgent || this.waiting.length >= this.terms.enough) this.flush();
      else this.timer ??= setTimeout(() => this.flush(), this.terms.waitMs);
    });
  }

  private flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.batches >= this.terms.batchesMax || this.waiting.length === 0) return;
    this.batches++;
    void this.doAll();
  }

  private async doAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.next();
      try {
        const outcomes = await this.work(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(outcomes[index] as Outcome));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.batches--; // in the same breath: whoever comes next finds it free
  }

  private next(): Waiting<Item, Outcome>[] {
    const { most, fitting } = this.terms;
    const first = this.waiting.slice(0, most).map(({ item }) => item);
    return this.waiting.splice(0, fitting === undefined ? most : fitting(first));
  }
}
