/**
 * Share of the answers that could be paid, 0 to 1; null where there was none to judge. "Come back later" is neither up
 * nor down.
 */
const UPTIME = `sum(probes * (reason = 'ok')::int)::float8
  / nullif(sum(probes) FILTER (WHERE reason NOT IN ('rate-limited', 'bot-wall', 'paused', 'blocked-by-robots')), 0)`;

/**
 * Keeps beside the listing what 30 days of probes showed, so that it can be filtered and ranked by, as of the latest of
 * these probes ($1: JSON rows of listing_id, at, reason). What was always up and is up now stands still, and so does what
 * was always down: nothing of it is read or written. Served by listing_pkey, health_hour_pkey.
 */
export const KEEP_UPTIME = `
  WITH probed AS (
    SELECT listing_id, max(at) AS at, ${UPTIME} AS uptime
    FROM (SELECT *, 1 AS probes FROM json_to_recordset($1::json) AS r(listing_id text, at timestamptz, reason text)) AS probe
    GROUP BY 1),
  moving AS (
    SELECT p.listing_id, p.at FROM probed p JOIN listing l ON l.id = p.listing_id
    WHERE p.uptime IS NOT NULL AND (p.uptime IN (0, 1) AND p.uptime = l.uptime) IS NOT TRUE)
  UPDATE listing l SET uptime = judged.uptime
  FROM moving m CROSS JOIN LATERAL (
    SELECT ${UPTIME} AS uptime FROM health_hour h
    WHERE h.listing_id = m.listing_id AND h.hour >= m.at - interval '30 days') AS judged
  WHERE l.id = m.listing_id AND l.uptime IS DISTINCT FROM judged.uptime`;
