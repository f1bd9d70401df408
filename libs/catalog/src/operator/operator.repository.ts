import { type EntityManager } from 'typeorm';

import { wakeOrigins } from '../ingest/wake-origins.repository.js';
import { originIsHeld } from './hold.repository.js';
import { type Place } from './place.js';

/** The next listings of a place: so many, without those that could not be stored before. */
export interface NextListings {
  readonly place: Place;
  readonly limit: number;
  readonly except: readonly string[];
}

/** The SQL of the operator's commands. */
export class OperatorRepository {
  /** Listings at the place that still stand in the catalogue. Served by listing_origin or sighting_source. */
  async toTakeDown(manager: EntityManager, next: NextListings): Promise<string[]> {
    return this.ids(manager, next, `l.state <> 'DELISTED'`);
  }

  /** Listings at the place that were taken down and that no other word keeps out. */
  async toPutBack(manager: EntityManager, next: NextListings, now: Date): Promise<string[]> {
    const others = `NOT EXISTS (SELECT FROM target t JOIN origin o ON o.origin = t.origin
      WHERE t.listing_id = l.id AND ${originIsHeld('o', '$4', 'block')})`;
    return this.ids(manager, next, `l.state = 'DELISTED' AND l.state_reason = 'blocked' AND ${others}`, now);
  }

  /** Who holds the origins of listings writes them. */
  async lockOriginsOf(manager: EntityManager, listingIds: readonly string[]): Promise<void> {
    await manager.query(
      `SELECT FROM origin WHERE origin IN (SELECT origin FROM target WHERE listing_id = ANY ($1))
       ORDER BY origin FOR NO KEY UPDATE`,
      [listingIds],
    );
  }

  async unschedule(manager: EntityManager, listingIds: readonly string[]): Promise<void> {
    await manager.query(
      'UPDATE target SET next_probe_at = NULL, requested_at = NULL WHERE listing_id = ANY ($1)',
      [listingIds],
    );
  }

  /**
   * Each listing is due now, by the target that was probed last; where its endpoint asked us to wait, after that. Gives
   * how many are.
   */
  async schedule(manager: EntityManager, listingIds: readonly string[], now: Date): Promise<number> {
    const [rows] = await manager.query<[{ origin: string }[], number]>(
      `UPDATE target SET next_probe_at = greatest($2, wait_until) WHERE id IN (
         SELECT DISTINCT ON (listing_id) id FROM target WHERE listing_id = ANY ($1)
         ORDER BY listing_id, next_probe_at IS NULL, probed_at DESC NULLS LAST, id)
       RETURNING origin`,
      [listingIds, now],
    );
    await wakeOrigins(manager, [...new Set(rows.map(({ origin }) => origin))]);
    return rows.length;
  }

  /** Listings at the place that may be probed at all, a page of ids after the last. */
  async toRequeue(manager: EntityManager, next: NextListings, after: string): Promise<string[]> {
    return this.ids(manager, next, `l.state <> 'DELISTED' AND l.id > $4`, after);
  }

  private async ids(
    manager: EntityManager,
    { place: { scope, value }, limit, except }: NextListings,
    condition: string,
    ...parameters: readonly unknown[]
  ): Promise<string[]> {
    const rows = await manager.query<{ id: string }[]>(
      `SELECT l.id FROM listing l
       WHERE ${AT[scope]} AND l.merged_into IS NULL AND l.id <> ALL ($3) AND ${condition}
       ORDER BY l.id LIMIT $2`,
      [value, limit, except, ...parameters],
    );
    return rows.map(({ id }) => id);
  }
}

/** An https endpoint that answers over plain http only is listed under that twin. */
const twins = (column: 'origin' | 'domain'): string => `l.origin IN (
  SELECT unnest(CASE WHEN o.origin ~ '^https:.*:[0-9]+$' THEN ARRAY[o.origin]
                ELSE ARRAY[o.origin, regexp_replace(o.origin, '^https:', 'http:')] END)
  FROM origin o WHERE o.${column} = $1)`;

/** What a source's word stands behind alone, and no probe has found. */
const CLAIMED_BY_IT_ALONE = `l.evidence = 'CLAIMED'
  AND l.id IN (SELECT t.listing_id FROM sighting s JOIN target t ON t.id = s.target_id WHERE s.source_id = $1)
  AND NOT EXISTS (SELECT FROM target t JOIN sighting s ON s.target_id = t.id
                  WHERE t.listing_id = l.id AND s.source_id <> $1)`;

const AT: Readonly<Record<Place['scope'], string>> = {
  origin: twins('origin'),
  domain: twins('domain'),
  source: CLAIMED_BY_IT_ALONE,
  url: `l.id IN (SELECT listing_id FROM target WHERE url = $1)`,
};
