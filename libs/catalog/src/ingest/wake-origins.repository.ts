import { type EntityManager } from 'typeorm';

/** An origin is due when its first target is, and never before its own Retry-After. Served by target_due. */
const WAKE_ORIGINS = `
  UPDATE origin o SET next_request_at = greatest(due.at, o.wait_until)
  FROM (SELECT origin, min(next_probe_at) AS at FROM target
        WHERE origin = ANY ($1) AND next_probe_at IS NOT NULL GROUP BY origin) AS due
  WHERE o.origin = due.origin AND o.next_request_at IS DISTINCT FROM greatest(due.at, o.wait_until)`;

/** To be called after targets were scheduled, under the locks of their origins. */
export async function wakeOrigins(manager: EntityManager, origins: readonly string[]): Promise<void> {
  await manager.query(WAKE_ORIGINS, [origins]);
}
