import { authCapture } from './auth-capture.scheme.js';
import { batchSettlement } from './batch-settlement.scheme.js';
import { exact } from './exact.scheme.js';
import { type Scheme } from './scheme.js';
import { upto } from './upto.scheme.js';

export const schemes: readonly Scheme[] = [exact, upto, batchSettlement, authCapture];
