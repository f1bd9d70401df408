import { AppError, ERRORS, type ErrorCode } from '@bazaar/kernel';
import { HttpException } from '@nestjs/common';

import { databaseTrouble } from './database-trouble.js';

export interface ErrorAnswer {
  readonly code: ErrorCode;
  readonly message: string;
  readonly status: number;
  readonly retryAfterS: number | null;
}

const answer = (code: ErrorCode, message: string, status: number = ERRORS[code].status): ErrorAnswer => ({
  code,
  message,
  status,
  retryAfterS: null,
});

export const INTERNAL = answer('INTERNAL', 'Something went wrong on our side.');

const TROUBLE = {
  away: 'The catalogue is out of reach. Try again soon.',
  overdue: 'The answer took too long to find. Ask for less at once, or try again soon.',
} as const;

/** What a caller is told of an error: our own words, or nothing but that it is our fault. */
export function describeError(error: unknown): ErrorAnswer {
  if (error instanceof AppError)
    return { ...answer(error.code, error.message), retryAfterS: error.retryAfterS };
  const trouble = databaseTrouble(error);
  if (trouble !== null) return answer('UNAVAILABLE', TROUBLE[trouble]);
  const status = httpStatus(error);
  if (status === 404) return answer('BAD_INPUT', 'There is nothing at this address.', 404);
  if (status === 413) return answer('TOO_LARGE', 'The request is larger than 1 MiB.');
  if (status !== null && status >= 400 && status < 500)
    return answer('BAD_INPUT', error instanceof Error ? error.message : 'The request cannot be read.');
  return INTERNAL;
}

/** Of Nest's exceptions, and of Fastify's errors about requests it could not take. */
function httpStatus(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return null;
  const isFastifys = typeof error.code === 'string' && error.code.startsWith('FST_');
  const isParsing = error instanceof SyntaxError;
  return (isFastifys || isParsing) && typeof error.statusCode === 'number' ? error.statusCode : null;
}
