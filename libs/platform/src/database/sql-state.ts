/** The statement ran into its time limit, or somebody called it off. */
export const QUERY_CANCELED = '57014';

/** What Postgres calls the error, five characters; null where the error is not of Postgres. */
export function sqlState(error: unknown): string | null {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  const state = code ?? driverError?.code;
  return typeof state === 'string' ? state : null;
}
