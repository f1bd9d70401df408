import { type EntityManager } from 'typeorm';

import { type ListingLoadRepository } from './listing-load.repository.js';
import {
  type AdmittedSighting,
  type KnownForSightings,
  type TargetSeen,
  targetText,
} from './plan-sightings.js';
import { asBytea, asRows } from './rows.js';
import { type UsageClaimed } from './sighted.js';
import { wakeOrigins } from './wake-origins.repository.js';

/** A sighting ready to be stored: hashed by the caller, once. */
export interface HashedSighting extends AdmittedSighting {
  readonly itemHash: Uint8Array;
}

interface TargetRow {
  url: string;
  method: string | null;
  tool_name: string | null;
  id: string;
  listing_id: string | null;
  outdated: boolean;
}

/** The SQL of sightings. All of it runs in one transaction that has locked the origins of the batch. */
export class SightingRepository {
  constructor(private readonly listings: ListingLoadRepository) {}

  /** Makes the origins known and locks them, in one order everywhere: who holds an origin writes its listings. */
  async lockOrigins(manager: EntityManager, batch: readonly HashedSighting[]): Promise<void> {
    const domains = new Map(batch.map(({ target }) => [target.origin, target.domain]));
    const origins = [...domains.keys()].sort();
    await manager.query(
      'INSERT INTO origin (origin, domain) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
      [origins, origins.map((origin) => domains.get(origin))],
    );
    await manager.query('SELECT FROM origin WHERE origin = ANY ($1) ORDER BY origin FOR NO KEY UPDATE', [
      origins,
    ]);
  }

  async known(
    manager: EntityManager,
    batch: readonly HashedSighting[],
    now: Date,
  ): Promise<KnownForSightings> {
    const rows: TargetRow[] = await manager.query(KNOWN_TARGETS, [asRows(batch.map(targetRow))]);
    const targets = new Map(
      rows.map((row) => [
        targetText({ url: row.url, method: row.method, toolName: row.tool_name }),
        { id: row.id, listingId: row.listing_id, outdated: row.outdated },
      ]),
    );
    const fresh = batch.filter(({ target }) => targets.get(targetText(target))?.listingId == null);
    const resources = [...new Set(fresh.map(({ target }) => target.key.resource))];
    const survivors = await this.listings.survivors(manager, resources);
    const led = await this.listings.byId(manager, [
      ...new Set([
        ...[...targets.values()].flatMap((target) => target.listingId ?? []),
        ...survivors.values(),
      ]),
    ]);
    const shared = await this.listings.byResource(manager, resources);
    const listings = new Map([...led, ...shared]);
    const claimed = [...listings.values()].filter((listing) => listing.evidence === 'CLAIMED');
    const counts: { origin: string; domain: string; listings: string }[] = await manager.query(
      COUNT_LISTINGS,
      [[...new Set(fresh.map(({ target }) => target.domain))], new Date(now.getTime() - UNPROVEN_MS)],
    );
    return {
      targets,
      listings,
      survivors,
      offersOf: await this.listings.offersOf(
        manager,
        claimed.map((listing) => listing.id),
      ),
      counts: counts.map(({ listings, ...row }) => ({ ...row, listings: Number(listings) })),
      outdated: new Set([...targets].flatMap(([text, target]) => (target.outdated ? [text] : []))),
    };
  }

  /** Sources are made known, new targets made, known ones rescheduled, sightings and claims recorded. Gives target ids in order. */
  async write(
    manager: EntityManager,
    batch: readonly HashedSighting[],
    targets: readonly TargetSeen[],
    now: Date,
  ): Promise<string[]> {
    const sources = new Map(batch.map(({ sighted }) => [sighted.source.id, sighted.source]));
    await manager.query(UPSERT_SOURCES, [asRows([...sources.values()]), now]);
    const rows = targets.map(({ sighted, target, listingId, keptOut, schedule }, index) => ({
      ...targetRow({ target, sighted }),
      ordinal: index,
      origin: target.origin,
      listing_id: listingId,
      refused_reason: keptOut,
      next_probe_at: schedule === 'no' ? null : now,
      on_trial: schedule === 'trial',
      requested_at: sighted.probeNow ? now : null,
      // Where the listing is fine, nobody's example may stand for what it costs.
      example: schedule === 'yes' ? sighted.example : null,
    }));
    const ids: { id: string }[] = await manager.query(UPSERT_TARGETS, [asRows(rows)]);
    const named = ids.map(({ id }, index) => {
      const { sighted, itemHash } = batch[index] as HashedSighting;
      const { claim } = sighted;
      return {
        target_id: id,
        source_id: sighted.source.id,
        item: claim?.item ?? null,
        item_hash: asBytea(itemHash),
        claimed_at: claim?.claimedAt ?? null,
      };
    });
    await manager.query(UPSERT_SIGHTINGS, [asRows(named), now]);
    await manager.query(UPSERT_CLAIMS, [asRows(named.filter((row) => row.item !== null)), now]);
    await this.keepUsage(manager, batch, ids, now);
    await this.requestProbes(manager, targets, now);
    const woken = targets.filter(({ wakes }) => wakes);
    await wakeOrigins(manager, [...new Set(woken.map(({ target }) => target.origin))]);
    return ids.map(({ id }) => id);
  }

  private async keepUsage(
    manager: EntityManager,
    batch: readonly HashedSighting[],
    ids: readonly { readonly id: string }[],
    now: Date,
  ): Promise<void> {
    const rows = batch.flatMap(({ sighted: { source, claim } }, index) =>
      claim?.usage == null ? [] : [usageRow(claim.usage, ids[index]?.id ?? '', source.id)],
    );
    if (rows.length > 0) await manager.query(UPSERT_USAGE, [asRows(rows), now]);
  }

  /** Somebody waits: where the listing is fine, by the target that found it, never by a stranger's spelling of it. */
  private async requestProbes(
    manager: EntityManager,
    targets: readonly TargetSeen[],
    now: Date,
  ): Promise<void> {
    const asked = targets.flatMap(({ sighted, listingId, schedule }) =>
      sighted.probeNow && schedule === 'no' && listingId !== null ? [listingId] : [],
    );
    if (asked.length === 0) return;
    await manager.query(
      `UPDATE target SET requested_at = $2, next_probe_at = greatest($2, wait_until) WHERE id IN (
         SELECT min(t.id) FROM target t JOIN listing l ON l.id = t.listing_id
         WHERE t.listing_id = ANY ($1) AND t.next_probe_at IS NOT NULL AND NOT t.on_trial AND l.state <> 'DELISTED'
           AND (l.last_probed_at IS NULL OR l.last_probed_at <= $3) GROUP BY t.listing_id)`,
      [asked, now, new Date(now.getTime() - REPEAT_MS)],
    );
  }
}

/** Within a minute of the last probe its result stands, however the URL is spelled. */
const REPEAT_MS = 60_000;

/** What no probe has found within that time takes nobody's place: strangers' junk runs out by itself. */
const UNPROVEN_MS = 7 * 24 * 3_600_000;

/**
 * What counts against the quotas. Served by origin_domain and, an origin at a time, listing_origin: as conditions, what
 * the filter says would make a planner without statistics read the whole of another index for each origin.
 */
const COUNT_LISTINGS = `
  SELECT o.domain, o.origin, counted.listings FROM origin o CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE l.merged_into IS NULL AND (l.evidence = 'PROBED' OR l.first_seen_at > $2)) AS listings
    FROM listing l WHERE l.origin = o.origin) AS counted
  WHERE o.domain = ANY ($1) AND counted.listings > 0`;

/** One that was seen within the minute is not even locked: whoever brings its next batch would wait for this one. */
const UPSERT_SOURCES = `
  INSERT INTO source (id, kind, url, last_run_at)
  SELECT r.id, r.kind, r.url, $2 FROM json_to_recordset($1::json) AS r(id text, kind text, url text)
  WHERE NOT EXISTS (
    SELECT FROM source s WHERE s.id = r.id AND (s.last_run_at < $2::timestamptz - interval '1 minute') IS NOT TRUE)
  ORDER BY r.id
  ON CONFLICT (id) DO UPDATE SET last_run_at = excluded.last_run_at
    WHERE source.last_run_at < excluded.last_run_at - interval '1 minute'`;

const targetRow = ({ target, sighted }: AdmittedSighting): object => ({
  url: target.url,
  method: target.method,
  tool_name: target.toolName,
  source_id: sighted.source.id,
  claimed_at: sighted.claim?.claimedAt ?? null,
});

const usageRow = (
  { counts, calls30d, payers30d, lastCalledAt }: UsageClaimed,
  targetId: string,
  sourceId: string,
): object => ({
  ...{ target_id: targetId, source_id: sourceId, counts, last_called_at: lastCalledAt },
  ...{ calls30d: counted(calls30d), payers30d: counted(payers30d) },
});

/** No honest counter comes near what a column holds. */
const counted = (count: number | null): number | null => (count === null ? null : Math.min(count, COUNT_MAX));
const COUNT_MAX = 2_147_483_647;

/** A claim is outdated where another source has said something newer of the same listing. */
const KNOWN_TARGETS = `
  SELECT t.id, t.url, t.method, t.tool_name, t.listing_id, EXISTS (
      SELECT FROM target other JOIN claim c ON c.target_id = other.id
      WHERE other.listing_id = t.listing_id AND (c.target_id, c.source_id) <> (t.id, r.source_id)
        AND coalesce(c.claimed_at, '-infinity') > coalesce(r.claimed_at, '-infinity')) AS outdated
  FROM json_to_recordset($1::json) AS r(url text, method text, tool_name text, source_id text, claimed_at timestamptz)
  JOIN target t ON t.url = r.url AND t.method IS NOT DISTINCT FROM r.method AND t.tool_name IS NOT DISTINCT FROM r.tool_name`;

const UPSERT_TARGETS = `
  WITH rows AS (
    SELECT r.ordinal, r.url, r.method, r.tool_name, r.origin, r.listing_id, r.refused_reason, r.on_trial, r.requested_at, r.example,
      -- Not before the endpoint's own Retry-After, by whatever spelling it said so.
      CASE WHEN r.next_probe_at IS NOT NULL
        THEN greatest(r.next_probe_at, (SELECT max(w.wait_until) FROM target w WHERE w.listing_id = r.listing_id)) END AS next_probe_at
    FROM json_to_recordset($1::json) AS r(ordinal integer, url text, method text, tool_name text, origin text,
      listing_id text, refused_reason text, next_probe_at timestamptz, on_trial boolean, requested_at timestamptz, example text)
  ), written AS (
    INSERT INTO target AS t (url, method, tool_name, origin, listing_id, refused_reason, next_probe_at, on_trial, requested_at, example)
    SELECT url, method, tool_name, origin, listing_id, refused_reason, next_probe_at, on_trial,
      CASE WHEN next_probe_at IS NOT NULL THEN requested_at END, example FROM rows ORDER BY ordinal
    ON CONFLICT (url, method, tool_name) DO UPDATE SET
      listing_id = excluded.listing_id, refused_reason = excluded.refused_reason,
      -- Only who has no schedule of their own is put on trial.
      on_trial = CASE WHEN t.next_probe_at IS NULL THEN excluded.on_trial ELSE t.on_trial END,
      requested_at = coalesce(excluded.requested_at, t.requested_at),
      next_probe_at = CASE WHEN excluded.requested_at IS NOT NULL THEN greatest(excluded.next_probe_at, t.wait_until)
                           ELSE coalesce(t.next_probe_at, excluded.next_probe_at) END,
      example = coalesce(excluded.example, t.example)
    RETURNING id, url, method, tool_name
  )
  SELECT w.id FROM rows r JOIN written w ON w.url = r.url AND w.method IS NOT DISTINCT FROM r.method
    AND w.tool_name IS NOT DISTINCT FROM r.tool_name ORDER BY r.ordinal`;

const UPSERT_SIGHTINGS = `
  INSERT INTO sighting (target_id, source_id, first_seen_at, last_seen_at)
  SELECT r.target_id, r.source_id, $2, $2 FROM json_to_recordset($1::json) AS r(target_id bigint, source_id text)
  ON CONFLICT (target_id, source_id) DO UPDATE SET last_seen_at = excluded.last_seen_at`;

const UPSERT_CLAIMS = `
  INSERT INTO claim AS c (target_id, source_id, item, item_hash, claimed_at, seen_at)
  SELECT r.target_id, r.source_id, r.item, r.item_hash, r.claimed_at, $2
  FROM json_to_recordset($1::json) AS r(target_id bigint, source_id text, item text, item_hash bytea, claimed_at timestamptz)
  ON CONFLICT (target_id, source_id) DO UPDATE
    SET item = excluded.item, item_hash = excluded.item_hash, claimed_at = excluded.claimed_at, seen_at = excluded.seen_at
    WHERE c.item_hash <> excluded.item_hash`;

/** What happened last cannot lie ahead. */
const UPSERT_USAGE = `
  INSERT INTO "usage" (target_id, source_id, counts, calls30d, payers30d, last_called_at, as_of)
  SELECT r.target_id, r.source_id, r.counts, r.calls30d, r.payers30d, least(r.last_called_at, $2), $2
  FROM json_to_recordset($1::json) AS r(target_id bigint, source_id text, counts text, calls30d integer, payers30d integer,
    last_called_at timestamptz)
  ON CONFLICT (target_id, source_id) DO UPDATE SET counts = excluded.counts, calls30d = excluded.calls30d,
    payers30d = excluded.payers30d, last_called_at = excluded.last_called_at, as_of = excluded.as_of`;
