import { type EntityManager } from 'typeorm';

import { type ListingPlan, type ListingTouch, type ListingWrite } from './ingest-plan.js';
import { type Uptimes, listingRow, offerRow, touchRow } from './listing-row.js';
import { asRows } from './rows.js';

/** What the probes behind a plan are known by, once they are stored; none where nobody was asked. */
export interface ProbesStored {
  /** By target. */
  readonly probeIds: ReadonlyMap<string, string>;
  readonly uptimes: Uptimes;
}

export const NO_PROBES: ProbesStored = { probeIds: new Map(), uptimes: new Map() };

/** Writes a plan: a fixed number of statements, whatever the length of the batch. */
export class ListingWriteRepository {
  async apply(manager: EntityManager, plan: ListingPlan, { probeIds, uptimes }: ProbesStored): Promise<void> {
    await this.upsertListings(manager, plan.listings, uptimes);
    await this.touchListings(manager, plan.touches, uptimes);
    await this.replaceOffers(manager, plan.listings);
    await this.addPricePoints(manager, plan);
    await this.addStateChanges(manager, plan, probeIds);
    await this.moveTargets(manager, plan);
  }

  /** The last statement of the transaction: see the function's own comment. */
  async appendChanges(manager: EntityManager, { changes }: ListingPlan): Promise<void> {
    if (changes.length === 0) return;
    const rows = changes.map(({ listing, what, at, wasInFeed, isInFeed }) => ({
      listing_id: listing.id,
      version: listing.version.toString(),
      what,
      state: listing.standing.state,
      reason: listing.standing.reason,
      at,
      merged_into: listing.mergedInto,
      was_in_feed: wasInFeed,
      is_in_feed: isInFeed,
    }));
    await manager.query('SELECT append_changes($1::json)', [asRows(rows)]);
  }

  private async upsertListings(
    manager: EntityManager,
    writes: readonly ListingWrite[],
    uptimes: Uptimes,
  ): Promise<void> {
    const [first, ...others] = writes.map((write) => listingRow(write, uptimes));
    if (first === undefined) return;
    await manager.query(
      `INSERT INTO listing SELECT * FROM json_populate_recordset(NULL::listing, $1::json)
       ON CONFLICT (id) DO UPDATE SET ${overwrite(first, ['id', 'first_seen_at'])}`,
      [asRows([first, ...others])],
    );
  }

  /** No indexed column: where its page has room, a listing is touched without any of its indexes. */
  private async touchListings(
    manager: EntityManager,
    touches: readonly ListingTouch[],
    uptimes: Uptimes,
  ): Promise<void> {
    if (touches.length === 0) return;
    await manager.query(
      `UPDATE listing SET state_facts = r.state_facts, offer_facts = r.offer_facts, document_hash = r.document_hash,
         consecutive_failures = r.consecutive_failures, last_probed_at = r.last_probed_at,
         last_ok_at = coalesce(r.last_ok_at, listing.last_ok_at), uptime = coalesce(r.uptime, listing.uptime)
       FROM json_to_recordset($1::json) AS r(id text, state_facts text, offer_facts text, document_hash bytea,
         consecutive_failures integer, last_probed_at timestamptz, last_ok_at timestamptz, uptime double precision)
       WHERE listing.id = r.id`,
      [asRows(touches.map((touch) => touchRow(touch, uptimes)))],
    );
    // Health and freshness moved: the index is to look again, followers of the feed are not.
    await manager.query(
      `INSERT INTO index_pending (listing_id) SELECT unnest($1::text[])
       ON CONFLICT (listing_id) DO UPDATE SET marked_at = excluded.marked_at`,
      [touches.map(({ listing }) => listing.id).sort()],
    );
  }

  private async replaceOffers(manager: EntityManager, writes: readonly ListingWrite[]): Promise<void> {
    const withdrawn = writes.flatMap((write) =>
      write.withdrawn.map((key) => ({ listing_id: write.listing.id, key })),
    );
    if (withdrawn.length > 0) {
      await manager.query(
        `DELETE FROM offer USING json_to_recordset($1::json) AS r(listing_id text, key text)
         WHERE offer.listing_id = r.listing_id AND offer.key = r.key`,
        [asRows(withdrawn)],
      );
    }
    const [first, ...others] = writes.flatMap((write) => write.offers.map((offer) => offerRow(write, offer)));
    if (first === undefined) return;
    await manager.query(
      `INSERT INTO offer SELECT * FROM json_populate_recordset(NULL::offer, $1::json)
       ON CONFLICT (listing_id, key) DO UPDATE SET ${overwrite(first, ['listing_id', 'key'])}`,
      [asRows([first, ...others])],
    );
  }

  private async addPricePoints(manager: EntityManager, { pricePoints }: ListingPlan): Promise<void> {
    if (pricePoints.length === 0) return;
    const rows = pricePoints.map(({ listingId, offer, at }) => ({
      listing_id: listingId,
      offer_key: offer.key,
      at,
      network: offer.network,
      asset: offer.asset ?? offer.assetRaw,
      scheme: offer.scheme,
      amount_atomic: offer.amountAtomic?.toString() ?? null,
      amount: offer.amount,
      price_usd: offer.priceUsd,
      pay_to: offer.payTo,
    }));
    await manager.query(
      `INSERT INTO price_point (listing_id, offer_key, at, network, asset, scheme, amount_atomic, amount, price_usd, pay_to)
       SELECT * FROM json_to_recordset($1::json) AS r(listing_id text, offer_key text, at timestamptz, network text,
         asset text, scheme text, amount_atomic numeric, amount numeric, price_usd numeric, pay_to text)`,
      [asRows(rows)],
    );
  }

  private async addStateChanges(
    manager: EntityManager,
    { stateChanges }: ListingPlan,
    probeIds: ReadonlyMap<string, string>,
  ): Promise<void> {
    if (stateChanges.length === 0) return;
    const rows = stateChanges.map(({ listing, at, targetId, sourceId }) => ({
      listing_id: listing.id,
      at,
      state: listing.standing.state,
      reason: listing.standing.reason,
      probe_id: targetId === null ? null : (probeIds.get(targetId) ?? null),
      source_id: sourceId,
    }));
    await manager.query(
      `INSERT INTO state_change (listing_id, at, state, reason, probe_id, source_id)
       SELECT * FROM json_to_recordset($1::json)
         AS r(listing_id text, at timestamptz, state text, reason text, probe_id bigint, source_id text)`,
      [asRows(rows)],
    );
  }

  /** All targets of a merged listing lead to the survivor, and what was merged into it before; unless the survivor is fine, it is looked at soon. */
  private async moveTargets(manager: EntityManager, { merges }: ListingPlan): Promise<void> {
    const [first] = merges;
    if (first === undefined) return;
    const merged = `json_to_recordset($1::json) AS merged("from" text, "into" text)`;
    await manager.query(
      `UPDATE target SET listing_id = merged.into, next_probe_at = NULL FROM ${merged} WHERE listing_id = merged.from`,
      [asRows(merges)],
    );
    await manager.query(
      `UPDATE listing SET merged_into = merged.into FROM ${merged} WHERE listing.merged_into = merged.from`,
      [asRows(merges)],
    );
    await manager.query(
      `UPDATE target SET next_probe_at = least(next_probe_at, $2)
       WHERE id IN (SELECT min(t.id) FROM target t JOIN listing l ON l.id = t.listing_id
                    WHERE l.id = ANY ($1) AND l.state NOT IN ('LISTED', 'STALE', 'FREE', 'DELISTED') GROUP BY l.id)`,
      [merges.map((merge) => merge.into), first.at],
    );
  }
}

/** Of a listing, what a plan does not always decide: null leaves the last known value. */
const KEPT: readonly string[] = ['last_probed_at', 'last_ok_at', 'uptime'];

/** Every column but the fixed ones. The names are our own rows' keys. */
const overwrite = (row: object, fixed: readonly string[]): string =>
  Object.keys(row)
    .filter((column) => !fixed.includes(column))
    .map((column) =>
      KEPT.includes(column)
        ? `${column} = coalesce(excluded.${column}, listing.${column})`
        : `"${column}" = excluded."${column}"`,
    )
    .join(', ');
