export { AppError, ERRORS, type ErrorCode } from './errors.js';
export { fail, ok, type Result } from './result.js';
export { pageOf, type Page } from './page.js';
export { Clock, SystemClock } from './clock.js';
export { LinkedAbort } from './linked-abort.js';
export { Latest } from './latest.js';
export { refill, reserve, spend, type BucketRate, type TokenBucket } from './token-bucket.js';
