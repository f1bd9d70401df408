const MINUTE_MS = 60_000;
/** After so many failures in a row; the last one for all that follow. */
const BACK_OFF_MS = [5, 15, 60, 360].map((minutes) => minutes * MINUTE_MS);

/** When what failed is tried again: our own back-off, and never before the other side allows it. */
export function nextTry(now: Date, failuresBefore: number, retryAt: Date | null): Date {
  const waitMs = BACK_OFF_MS[Math.min(failuresBefore, BACK_OFF_MS.length - 1)] as number;
  return new Date(Math.max(now.getTime() + waitMs, retryAt?.getTime() ?? 0));
}
