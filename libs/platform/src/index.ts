export { loadConfig, type Config } from './config/config.js';
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
export { type Resolver } from './http/resolver.js';
export { createLogger, type Logger } from './logging/logger.js';
export { createMetrics, Metrics } from './metrics/metrics.js';
