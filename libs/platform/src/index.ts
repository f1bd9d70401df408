export { loadConfig, type Config } from './config/config.js';
export { type PushKey } from './config/push-keys.js';
export { createDataSource, type DatabaseOptions } from './database/data-source.js';
export { PartitionRepository, type MonthlyTable } from './database/partitions.repository.js';
export { PgListener } from './database/listener.js';
export { QUERY_CANCELED, sqlState } from './database/sql-state.js';
export { FetchPolicy, type AddressRefusal, type UrlRefusal } from './http/fetch-policy.js';
export { type FetchFailure, type FetchFailureReason } from './http/fetch-failure.js';
export { GuardedHttp, type GuardedHttpOptions } from './http/guarded-http.js';
export {
  type Fetched,
  type FetchLimits,
  type FetchRequest,
  type FetchResult,
  type OpenAnswer,
} from './http/fetched.js';
export { guardedFetch, GuardedFetchError } from './http/guarded-fetch.js';
export { type OnAddress } from './http/hop-sender.js';
export { isAddress } from './http/host-name.js';
export { systemTxtResolver, type Resolver, type TxtResolver } from './http/resolver.js';
export { JobRepository } from './jobs/job.repository.js';
export { JobRunner, type Job } from './jobs/job-runner.js';
export { createLogger, type Logger } from './logging/logger.js';
export { createMetrics, Metrics } from './metrics/metrics.js';
export { EmbeddedPostgres, type RunningPostgres } from './embedded-postgres/embedded-postgres.js';
export { isPortFree } from './embedded-postgres/free-port.js';
export { type InstanceLock, takeInstanceLock } from './embedded-postgres/instance-lock.repository.js';
export { readRunFile, type RunFile, updateRunFile } from './embedded-postgres/run-file.js';
export { exitWithParent } from './process/exit-with-parent.js';
export { whenParentIsGone } from './process/when-parent-is-gone.js';
export { type PoolFailure, ThreadPool } from './threads/thread-pool.js';
