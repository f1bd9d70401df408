import { type Sighted, type SightingOutcome } from '../ingest/sighted.js';
import { type SourceRoomRepository } from './source-room.repository.js';

/** Targets that no other source names, unless the operator allows a source more. */
export const SOURCE_TARGETS_MAX = 100_000;

/**
 * How many more targets one source may add that no other source names. Told of every outcome, it counts generously;
 * near the end it counts anew, and from then on looks at each row.
 */
export class SourceRoom {
  private left = 0;
  private isExact = false;

  private constructor(
    private readonly rows: SourceRoomRepository,
    private readonly sourceId: string,
    private readonly targetsMax: number,
  ) {}

  static async of(rows: SourceRoomRepository, sourceId: string, targetsMax: number): Promise<SourceRoom> {
    const room = new SourceRoom(rows, sourceId, targetsMax);
    await room.count();
    return room;
  }

  /** Those of the batch that may be taken: all that are targets already, and as many new ones as there is room for. */
  async admit(batch: readonly Sighted[]): Promise<Sighted[]> {
    if (!this.isExact && this.left < batch.length) {
      await this.count();
      this.isExact = this.left < batch.length;
    }
    if (!this.isExact) return [...batch];
    const known = await this.rows.known(batch);
    return batch.filter((_sighted, index) => known[index] === true || this.left-- > 0);
  }

  tell(outcomes: readonly SightingOutcome[]): void {
    // A target that is kept out may have been one before.
    const taken = outcomes.filter(({ status }) => status === 'new' || status === 'kept-out').length;
    if (!this.isExact) this.left -= taken;
  }

  private async count(): Promise<void> {
    this.left = this.targetsMax - (await this.rows.alone(this.sourceId));
  }
}
