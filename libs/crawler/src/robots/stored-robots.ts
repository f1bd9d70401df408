/** What is kept of an origin's robots.txt. `text` only with `rules`: those that concern us, bounded. */
export interface StoredRobots {
  readonly kind: 'rules' | 'allow-all' | 'disallow-all';
  readonly text: string | null;
  readonly readAt: Date;
}

const KEPT_MS = 24 * 3_600_000;
/** A server error is no rule: the origin is asked again sooner. */
const KEPT_AFTER_ERROR_MS = 3_600_000;

export const isFresh = (robots: StoredRobots, now: Date): boolean =>
  now.getTime() - robots.readAt.getTime() < (robots.kind === 'disallow-all' ? KEPT_AFTER_ERROR_MS : KEPT_MS);
