/** Connection lost, shutting down, too many clients, or a statement that ran into its time limit. */
const SQL_STATES = /^(?:08...|53...|57P0[1-5]|57014)$/;
const SYSTEM_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
const DRIVER_TEXTS = /^(?:timeout exceeded when trying to connect|Connection terminated|Query read timeout)/;

/** Whether the database did not answer: the same request may succeed later, and nobody has to mend anything in it. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  return (
    (typeof code === 'string' && (SQL_STATES.test(code) || SYSTEM_CODES.has(code))) ||
    DRIVER_TEXTS.test(error.message)
  );
}
