/** "Come back later" is neither up nor down. */
const NOT_JUDGED: readonly string[] = ['rate-limited', 'bot-wall', 'paused', 'blocked-by-robots'];

/**
 * Whether one more answer moves the share of 30 days that could be paid. What was always up and is up now stands still,
 * and so does what was always down: nothing of it is read.
 */
export const movesUptime = (uptime: number | null, reason: string): boolean =>
  !NOT_JUDGED.includes(reason) && uptime !== (reason === 'ok' ? 1 : 0);

/**
 * Share of the answers of 30 days that could be paid, 0 to 1, as of a time; null where there was none to judge ($1: JSON
 * rows of listing_id, at). Served by health_hour_pkey.
 */
export const UPTIMES = `
  SELECT m.listing_id, judged.uptime
  FROM json_to_recordset($1::json) AS m(listing_id text, at timestamptz) CROSS JOIN LATERAL (
    SELECT sum(probes * (reason = 'ok')::int)::float8
      / nullif(sum(probes) FILTER (WHERE reason NOT IN ('${NOT_JUDGED.join("', '")}')), 0) AS uptime
    FROM health_hour h WHERE h.listing_id = m.listing_id AND h.hour >= m.at - interval '30 days') AS judged`;
