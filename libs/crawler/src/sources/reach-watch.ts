/**
 * Tells a machine without the internet from a source that is away: while no source can be reached there is one thing
 * to say, once, however many sources there are.
 */
export class ReachWatch {
  /** By source: whether it could be reached last time. */
  private readonly reached = new Map<string, boolean>();
  private isAway = false;

  /** @param onChange told when no source is in reach any more, and when one is again */
  constructor(private readonly onChange: (isAway: boolean, sources: readonly string[]) => void) {}

  /** Hears how the pulls of one round ended; true where what kept a source away is said for all of them. */
  hear(round: readonly { readonly id: string; readonly isReached: boolean }[]): boolean {
    for (const { id, isReached } of round) this.reached.set(id, isReached);
    const isAway = this.reached.size > 0 && ![...this.reached.values()].includes(true);
    if (isAway !== this.isAway) this.onChange(isAway, [...this.reached.keys()]);
    this.isAway = isAway;
    return isAway;
  }
}
