import { AppError } from '@bazaar/kernel';

const LINE_MAX = 200;

/** Lets so many work at once; others wait in line, and where the line is long they are told to come back. */
export class Turns {
  private working = 0;
  private readonly line: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  /** @throws AppError UNAVAILABLE */
  async take<T>(work: () => Promise<T>): Promise<T> {
    await this.begin();
    try {
      return await work();
    } finally {
      const next = this.line.shift();
      if (next === undefined) this.working--;
      else next();
    }
  }

  /** Whoever ends hands the turn on: nobody comes in between. */
  private async begin(): Promise<void> {
    if (this.working < this.atOnce) {
      this.working++;
      return;
    }
    if (this.line.length >= LINE_MAX)
      throw new AppError('UNAVAILABLE', 'Too many ask for lists at once. Try again soon.', {
        retryAfterS: 1,
      });
    await new Promise<void>((resolve) => this.line.push(resolve));
  }
}
