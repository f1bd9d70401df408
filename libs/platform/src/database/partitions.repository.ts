import { type DataSource, type EntityManager } from 'typeorm';

/** A table partitioned by the month of a column, with a default partition for what no month was made for. */
export interface MonthlyTable {
  readonly table: string;
  /** The column it is partitioned by. */
  readonly column: string;
  /** A month is dropped once all of it is older. */
  readonly keptDays: number;
  /** Runs in the same transaction, before a partition goes. */
  readonly beforeDrop?: (manager: EntityManager, partition: string) => Promise<void>;
}

const DAY_MS = 86_400_000;
const MONTHS_AHEAD = 2;
/** Rather tried again an hour later than keep every writer waiting behind us. */
const LOCK_TIMEOUT = '2s';

/** Makes the months to come and drops the months that are over. */
export class PartitionRepository {
  constructor(private readonly database: DataSource) {}

  /** Gives the partitions that were dropped. */
  async maintain(table: MonthlyTable, now: Date): Promise<string[]> {
    const existing = await this.partitions(table);
    for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
      const month = monthOf(now, ahead);
      if (!existing.includes(nameOf(table, month))) await this.make(table, month);
    }
    const over = existing.filter((name) => endOf(name).getTime() <= now.getTime() - table.keptDays * DAY_MS);
    for (const partition of over) await this.drop(table, partition);
    return over;
  }

  private async partitions({ table }: MonthlyTable): Promise<string[]> {
    const rows = await this.database.query<{ name: string }[]>(
      `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       WHERE i.inhparent = $1::regclass AND c.relname ~ $2 ORDER BY 1`,
      [table, `^${table}_\\d{4}_\\d{2}$`],
    );
    return rows.map(({ name }) => name);
  }

  /** What had gone to the default partition meanwhile comes along. */
  private async make({ table, column, ...rest }: MonthlyTable, from: Date): Promise<void> {
    const name = nameOf({ table, column, ...rest }, from);
    const to = monthOf(from, 1);
    const range = `'${from.toISOString()}'`;
    const end = `'${to.toISOString()}'`;
    await this.database.transaction(async (manager) => {
      await manager.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
      await manager.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      await manager.query(`CREATE TABLE ${name} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`);
      await manager.query(
        `WITH moved AS (DELETE FROM ${table}_default WHERE ${column} >= ${range} AND ${column} < ${end} RETURNING *)
         INSERT INTO ${name} SELECT * FROM moved`,
      );
      await manager.query(
        `ALTER TABLE ${table} ATTACH PARTITION ${name} FOR VALUES FROM (${range}) TO (${end})`,
      );
    });
  }

  private async drop({ beforeDrop }: MonthlyTable, partition: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
      await beforeDrop?.(manager, partition);
      await manager.query(`DROP TABLE ${partition}`);
    });
  }
}

const monthOf = (date: Date, ahead: number): Date =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1));

const nameOf = ({ table }: MonthlyTable, month: Date): string =>
  `${table}_${month.getUTCFullYear()}_${String(month.getUTCMonth() + 1).padStart(2, '0')}`;

/** The first moment after the month a partition is named for. */
function endOf(name: string): Date {
  const [year, month] = name.split('_').slice(-2).map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0, 1));
}
