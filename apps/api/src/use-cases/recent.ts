import { type Clock } from '@bazaar/kernel';

/** Keeps an answer for a while, and asks once for all who come at the same time. A failure is not kept. */
export class Recent<T> {
  private value: Promise<T> | null = null;
  private at = 0;

  constructor(
    private readonly clock: Clock,
    private readonly keepMs: number,
    private readonly ask: () => Promise<T>,
  ) {}

  get(): Promise<T> {
    const now = this.clock.now().getTime();
    if (this.value !== null && now - this.at < this.keepMs) return this.value;
    const asked = this.ask();
    this.value = asked;
    this.at = now;
    asked.catch(() => {
      if (this.value === asked) this.value = null;
    });
    return asked;
  }
}
