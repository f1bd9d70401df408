import { once } from 'node:events';

import { type Clock } from '@bazaar/kernel';
import { schedule } from 'node-cron';

import { type Logger } from '../logging/logger.js';
import { type JobRepository } from './job.repository.js';

/** Work that comes round by the clock. Any number of workers have the same jobs; each round is done by one of them. */
export interface Job {
  readonly name: string;
  /** Cron, UTC: when the round begins. */
  readonly cron: string;
  /** Less than the time between two rounds: a round begun by another worker is not begun again. */
  readonly apartMs: number;
  /** Ends soon after the signal. */
  readonly run: (signal: AbortSignal) => Promise<void>;
}

const LEASE_MS = 15 * 60_000;
const ERROR_CHARS_MAX = 500;

/** Keeps the clocks of the jobs; the database decides whose turn it is. */
export class JobRunner {
  constructor(
    private readonly jobs: readonly Job[],
    private readonly turns: Pick<JobRepository, 'take' | 'finish'>,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Every job once at the start, then by its clock, until the signal; then what is under way is waited for. */
  async run(signal: AbortSignal): Promise<void> {
    const underWay = new Set<Promise<void>>();
    const begin = (job: Job): Promise<void> => {
      const round = this.round(job, signal).finally(() => underWay.delete(round));
      underWay.add(round);
      return round;
    };
    const clocks = this.jobs.map((job) =>
      schedule(job.cron, () => begin(job), {
        name: job.name,
        timezone: 'Etc/UTC',
        noOverlap: true,
      }),
    );
    for (const job of this.jobs) if (!signal.aborted) await begin(job);
    if (!signal.aborted) await once(signal, 'abort');
    for (const clock of clocks) await clock.destroy();
    await Promise.all(underWay);
  }

  /** One round, where it is our turn. Never rejects: what went wrong is kept with the job, and logged. */
  async round({ name, apartMs, run }: Job, signal: AbortSignal): Promise<void> {
    try {
      const now = this.clock.now();
      if (!(await this.turns.take(name, { now, apartMs, leaseMs: LEASE_MS }))) return;
      const error = await run(signal).then(
        () => null,
        (failure: unknown) => failure,
      );
      if (error !== null) this.logger.error({ event: 'job-failed', job: name, err: error });
      await this.turns.finish(name, this.clock.now(), error === null ? null : textOf(error));
    } catch (error) {
      this.logger.error({ event: 'job-failed', job: name, err: error });
    }
  }
}

const textOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, ERROR_CHARS_MAX);
