import { type DataSource } from 'typeorm';

/** Whose turn a job is: one row a job, shared by all workers. */
export class JobRepository {
  constructor(private readonly database: DataSource) {}

  /** Takes the job, unless somebody has it, or began it less than `apartMs` ago. */
  async take(
    name: string,
    { now, apartMs, leaseMs }: { now: Date; apartMs: number; leaseMs: number },
  ): Promise<boolean> {
    const rows = await this.database.query<object[]>(
      `INSERT INTO job AS j (name, started_at, leased_until) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, leased_until = excluded.leased_until
         WHERE (j.leased_until IS NULL OR j.leased_until <= $2) AND j.started_at <= $4
       RETURNING name`,
      [name, now, new Date(now.getTime() + leaseMs), new Date(now.getTime() - apartMs)],
    );
    return rows.length > 0;
  }

  /** @param error null where it went well */
  async finish(name: string, now: Date, error: string | null): Promise<void> {
    await this.database.query(
      `UPDATE job SET leased_until = NULL, last_error = $3,
         last_ok_at = CASE WHEN $3::text IS NULL THEN $2 ELSE last_ok_at END WHERE name = $1`,
      [name, now, error],
    );
  }
}
