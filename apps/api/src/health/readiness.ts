import { setTimeout as sleep } from 'node:timers/promises';
import { type DataSource } from 'typeorm';

/** A database that is frozen is away too: who asks whether we are ready does not wait for its timeouts. */
const ANSWER_MS_MAX = 2_000;

/** Whether requests can be answered: the database does, and no migration is missing. */
export class Readiness {
  constructor(private readonly database: DataSource) {}

  async problem(): Promise<'database-away' | 'migrations-pending' | null> {
    const asked = this.ask();
    const waiting = new AbortController();
    const late = sleep(ANSWER_MS_MAX, 'database-away' as const, { signal: waiting.signal }).catch(() => null);
    const answer = await Promise.race([asked, late]);
    waiting.abort();
    return answer;
  }

  private async ask(): Promise<'database-away' | 'migrations-pending' | null> {
    try {
      return (await this.database.showMigrations()) ? 'migrations-pending' : null;
    } catch {
      return 'database-away';
    }
  }
}
