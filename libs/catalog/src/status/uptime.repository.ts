/**
 * Share of the answers that could be paid, 0 to 1; null where there was none to judge. "Come back later" is neither up
 * nor down.
 */
const UPTIME = `sum(probes * (reason = 'ok')::int)::float8
  / nullif(sum(probes) FILTER (WHERE reason NOT IN ('rate-limited', 'bot-wall', 'paused', 'blocked-by-robots')), 0)`;

/**
 * Keeps beside the listing what 30 days of probes showed, so that it can be filtered and ranked by: for these listings
 * ($1), as of a time ($2). One whose uptime stands still is not written. Served by health_hour_pkey.
 */
export const KEEP_UPTIME = `
  UPDATE listing l SET uptime = judged.uptime
  FROM (SELECT listing_id, ${UPTIME} AS uptime FROM health_hour
        WHERE listing_id = ANY ($1) AND hour >= $2::timestamptz - interval '30 days' GROUP BY 1) AS judged
  WHERE l.id = judged.listing_id AND l.uptime IS DISTINCT FROM judged.uptime`;
