import {
  DocumentRequestRepository,
  RegistrationBudgetRepository,
  RetentionRepository,
  SettlementRepository,
} from '@bazaar/catalog';
import { type CreatedRates } from '@bazaar/crawler';
import { type Clock } from '@bazaar/kernel';
import { type Config, type Job, type Logger } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

interface JobParts {
  readonly config: Config;
  readonly database: DataSource;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly forgetBudgets: () => Promise<void>;
  readonly rates: Pick<CreatedRates, 'fetch' | 'reprice'>;
}

const HOUR_MS = 3_600_000;
/** Longer than the longest period that is counted. */
const REGISTRATIONS_KEPT_MS = 48 * HOUR_MS;
/** Far longer than anybody waits for an answer. */
const REQUESTS_KEPT_MS = 24 * HOUR_MS;

/** What comes round by the clock: most of it forgets what has had its time. */
export function makeJobs(parts: JobParts): readonly Job[] {
  const { config, database, clock, logger, forgetBudgets, rates } = parts;
  const retention = new RetentionRepository(database, clock, config);
  const settlements = new SettlementRepository(database);
  const registrations = new RegistrationBudgetRepository(database, {
    perMinute: config.REGISTER_PER_MINUTE,
    perDay: config.REGISTER_PER_DAY,
  });
  const documents = new DocumentRequestRepository(database);
  return [
    hourly('forget-budgets', 7, forgetBudgets),
    hourly('forget-registrations', 17, () =>
      registrations.prune(new Date(clock.now().getTime() - REGISTRATIONS_KEPT_MS)),
    ),
    hourly('forget-document-requests', 37, () =>
      documents.prune(new Date(clock.now().getTime() - REQUESTS_KEPT_MS)),
    ),
    hourly('maintain-months', 27, async () => {
      const dropped = await retention.maintainMonths();
      if (dropped.length > 0) logger.info({ event: 'months-dropped', dropped });
    }),
    hourly('count-settlements', 47, async () => {
      const targets = await settlements.count(clock.now());
      if (targets > 0) logger.info({ event: 'settlements-counted', targets });
    }),
    daily('forget-answers', async () => {
      const forgotten = await retention.forgetAnswers();
      if (forgotten > 0) logger.info({ event: 'answers-forgotten', forgotten });
    }),
    daily('forget-payments', async () => {
      const forgotten = await retention.forgetPayments();
      if (forgotten > 0) logger.info({ event: 'payments-forgotten', forgotten });
    }),
    fourTimesADay('fetch-rates', rates.fetch),
    // Ten minutes later: by then all workers know a new day, and none goes on pricing by the one before.
    hourly('reprice-offers', 51, rates.reprice),
  ];
}

/** At that minute of every hour: the jobs do not all begin at once. */
const hourly = (name: string, minute: number, run: Job['run']): Job => ({
  name,
  cron: `${minute} * * * *`,
  apartMs: HOUR_MS / 2,
  run,
});

/** The European Central Bank publishes at four in its afternoon. A worker that starts does not wait for that. */
const fourTimesADay = (name: string, run: Job['run']): Job => ({
  name,
  cron: '41 3,9,15,21 * * *',
  apartMs: HOUR_MS / 2,
  run,
});

const daily = (name: string, run: Job['run']): Job => ({
  name,
  cron: '37 4 * * *',
  apartMs: 12 * HOUR_MS,
  run,
});
