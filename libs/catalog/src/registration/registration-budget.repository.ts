import { createHmac } from 'node:crypto';

import { AppError } from '@bazaar/kernel';
import { type DataSource } from 'typeorm';

export interface RegistrationLimits {
  readonly perMinute: number;
  readonly perDay: number;
}

const MINUTE_S = 60;
const DAY_S = 86_400;

/** Periods begin with the clock's own minutes and UTC days. */
function tooMany(limit: string, now: Date, periodS: number): AppError {
  const gone = Math.floor(now.getTime() / 1000) % periodS;
  return new AppError('RATE_LIMITED', `At most ${limit}.`, { retryAfterS: periodS - gone });
}

/** How often one client may register, over all api processes. Addresses are kept as keyed hashes only. */
export class RegistrationBudgetRepository {
  private secret: Promise<string> | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly limits: RegistrationLimits,
  ) {}

  /** @throws AppError RATE_LIMITED where the client has used up its minute or its day */
  async spend(client: string, now: Date): Promise<void> {
    this.secret ??= this.loadSecret();
    const secret = await this.secret.catch((error: unknown) => {
      this.secret = null; // read again for whoever comes next
      throw error;
    });
    const hash = createHmac('sha256', secret).update(client).digest();
    const rows = await this.database.query<{ period: string; used: number }[]>(
      `INSERT INTO registration_budget AS b (client, period, started_at, used)
       SELECT $1, p.period, date_trunc(p.period, $2::timestamptz, 'UTC'), 1 FROM unnest(ARRAY['minute', 'day']) AS p(period)
       ON CONFLICT (client, period) DO UPDATE SET started_at = excluded.started_at,
         used = CASE WHEN b.started_at = excluded.started_at THEN least(b.used + 1, 1000000000) ELSE 1 END
       RETURNING period, used`,
      [hash, now],
    );
    const used = new Map(rows.map((row) => [row.period, row.used]));
    const { perMinute, perDay } = this.limits;
    if ((used.get('day') ?? 0) > perDay) throw tooMany(`${perDay} registrations a day`, now, DAY_S);
    if ((used.get('minute') ?? 0) > perMinute)
      throw tooMany(`${perMinute} registrations a minute`, now, MINUTE_S);
  }

  /** Forgets who has not registered since. */
  async prune(before: Date): Promise<void> {
    await this.database.query('DELETE FROM registration_budget WHERE started_at < $1', [before]);
  }

  private async loadSecret(): Promise<string> {
    const [row] = await this.database.query<{ secret: string }[]>('SELECT secret FROM installation');
    if (row === undefined) throw new Error('The installation row is missing: run the migrations.');
    return row.secret;
  }
}
