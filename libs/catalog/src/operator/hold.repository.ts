import { type DataSource, type EntityManager } from 'typeorm';

import { fromRow } from '../row.js';
import { type Hold, type HoldScope } from './hold.entity.js';
import { type Place } from './place.js';

/** What a sighting may be held by. */
export interface Held {
  readonly origin: string;
  readonly domain: string;
  readonly sourceId: string;
}

const stands = (at: string): string => `lifted_at IS NULL AND (until IS NULL OR until > ${at})`;

/**
 * A condition on an `origin` row: the operator holds it, by its own name or its owner's. Served by hold_standing.
 *
 * @param at the parameter that is the time
 * @param kind only these
 */
export const originIsHeld = (row: string, at: string, kind?: 'block'): string => `EXISTS (
  SELECT FROM hold WHERE ${stands(at)} ${kind === undefined ? '' : `AND kind = '${kind}'`}
    AND ((scope = 'origin' AND value = ${row}.origin) OR (scope = 'domain' AND value = ${row}.domain)))`;

/** What the operator holds. */
export class HoldRepository {
  /** Those that stand, newest first. */
  async standing(database: DataSource, now: Date): Promise<Hold[]> {
    const rows = await database.query<object[]>(
      `SELECT * FROM hold WHERE ${stands('$1')} ORDER BY since DESC, id DESC`,
      [now],
    );
    return rows.map((row) => fromRow<Hold>(row));
  }

  /** Of these, what stands for any of them. */
  async of(manager: EntityManager, named: readonly Held[], now: Date): Promise<Hold[]> {
    const rows = await manager.query<object[]>(
      `SELECT * FROM hold WHERE ${stands('$1')} AND (scope, value) IN (
         SELECT scope, value FROM json_to_recordset($2::json) AS r(scope text, value text))`,
      [now, JSON.stringify(placesOf(named))],
    );
    return rows.map((row) => fromRow<Hold>(row));
  }

  /** A new word replaces the one that stands. */
  async put(manager: EntityManager, hold: Omit<Hold, 'id' | 'liftedAt'>): Promise<void> {
    await this.lift(manager, hold, hold.since);
    await manager.query(
      'INSERT INTO hold (scope, value, kind, reason, since, until) VALUES ($1, $2, $3, $4, $5, $6)',
      [hold.scope, hold.value, hold.kind, hold.reason, hold.since, hold.until],
    );
  }

  /** Gives what stood, if anything. */
  async lift(manager: EntityManager, { scope, value }: Place<HoldScope>, at: Date): Promise<Hold | null> {
    const [rows] = await manager.query<[object[], number]>(
      'UPDATE hold SET lifted_at = $3 WHERE scope = $1 AND value = $2 AND lifted_at IS NULL RETURNING *',
      [scope, value, at],
    );
    return rows[0] === undefined ? null : fromRow<Hold>(rows[0]);
  }
}

function placesOf(named: readonly Held[]): Place<HoldScope>[] {
  const places = named.flatMap(({ origin, domain, sourceId }): Place<HoldScope>[] => [
    { scope: 'origin', value: origin },
    { scope: 'domain', value: domain },
    { scope: 'source', value: sourceId },
  ]);
  return [...new Map(places.map((place) => [`${place.scope} ${place.value}`, place])).values()];
}
