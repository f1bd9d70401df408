import { type DataSource } from 'typeorm';

/** Whether requests can be answered: the database does, and no migration is missing. */
export class Readiness {
  constructor(private readonly database: DataSource) {}

  async problem(): Promise<'database-away' | 'migrations-pending' | null> {
    try {
      return (await this.database.showMigrations()) ? 'migrations-pending' : null;
    } catch {
      return 'database-away';
    }
  }
}
