export const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'POST', 'PUT', 'PATCH']);

export const BODY_METHODS: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** One of the six verbs a payable endpoint may have, upper case; null for anything else. */
export function readMethod(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 10) return null;
  const method = value.trim().toUpperCase();
  return METHODS.has(method) ? method : null;
}
