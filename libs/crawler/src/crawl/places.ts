/** Held at most for each that is asked: where the database is slow, no more is asked than can be stored. */
const HELD_PER_PLACE = 4;

/** How many origins are asked at once. One whose answers are only being stored leaves its place to the next. */
export class Places<Origin> {
  private readonly asked = new Set<Origin>();
  private readonly held = new Set<Origin>();

  /** @param onFree told when a place comes free after all were taken */
  constructor(
    private readonly count: number,
    private readonly onFree: () => void,
  ) {}

  /** Below zero where more were given than there are: somebody waits for those. */
  get free(): number {
    return Math.min(this.count - this.asked.size, this.count * HELD_PER_PLACE - this.held.size);
  }

  give(origin: Origin): void {
    this.asked.add(origin);
    this.held.add(origin);
  }

  /** Nothing more is asked of it. */
  leave(origin: Origin): void {
    this.without(this.asked, origin);
  }

  /** It is no longer held. */
  forget(origin: Origin): void {
    this.leave(origin);
    this.without(this.held, origin);
  }

  private without(origins: Set<Origin>, origin: Origin): void {
    const wasFull = this.free <= 0;
    origins.delete(origin);
    if (wasFull && this.free > 0) this.onFree();
  }
}
