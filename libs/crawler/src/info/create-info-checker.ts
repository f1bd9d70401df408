import { type Config, type Logger, ThreadPool } from '@bazaar/platform';
import { type InfoVerdict } from '@bazaar/x402';

import { type InfoJob } from './check-info.thread.js';
import { InfoChecker } from './info-checker.js';

export interface InfoCheckerOptions {
  readonly config: Pick<Config, 'SCHEMA_CHECK_THREADS' | 'SCHEMA_CHECK_MS'>;
  readonly logger: Logger;
  /** Flags of Node for our threads; absent: those of this process. */
  readonly threadArgs?: readonly string[] | undefined;
}

/** A checker with threads of its own. */
export function createInfoChecker({ config, logger, threadArgs }: InfoCheckerOptions): {
  readonly checker: InfoChecker;
  readonly close: () => Promise<void>;
} {
  const threads = new ThreadPool<InfoJob, InfoVerdict>({
    script: new URL('./check-info.thread.js', import.meta.url),
    size: config.SCHEMA_CHECK_THREADS,
    deadlineMs: config.SCHEMA_CHECK_MS,
    execArgv: threadArgs,
  });
  const checker = new InfoChecker({
    run: (job) => threads.run(job),
    onFailure: (failure, { resource }) => logger.info({ event: 'schema-not-checked', failure, resource }),
  });
  return { checker, close: () => threads.close() };
}
