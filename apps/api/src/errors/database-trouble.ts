import { QUERY_CANCELED } from '@bazaar/platform';

/** Connection lost, shutting down, or too many clients. */
const AWAY = /^(?:08...|53...|57P0[1-5])$/;
const SYSTEM_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
const DRIVER_TEXTS = /^(?:timeout exceeded when trying to connect|Connection terminated|Query read timeout)/;

/**
 * Why the database did not answer, null where that is not the trouble: nobody has to mend anything in the request, and
 * the same may succeed later.
 */
export function databaseTrouble(error: unknown): 'away' | 'overdue' | null {
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === QUERY_CANCELED) return 'overdue';
  return AWAY.test(code) || SYSTEM_CODES.has(code) || DRIVER_TEXTS.test(error.message) ? 'away' : null;
}
