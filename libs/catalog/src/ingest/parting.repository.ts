import { type EntityManager } from 'typeorm';

import { type UrlGuard, admitTarget } from '../target/admit-target.js';
import { type ListingWriteRepository, NO_PROBES } from './listing-write.repository.js';
import { type ListingQuota } from './listing-quota.js';
import { type TemplateDropped } from './plan-observations.js';
import { planSightings, targetText } from './plan-sightings.js';
import { type Sighted } from './sighted.js';
import { type HashedSighting, type SightingRepository } from './sighting.repository.js';

interface LedRow {
  listing_id: string;
  url: string;
  method: string | null;
  tool_name: string | null;
  type: Sighted['type'];
  source_id: string;
  kind: string;
  source_url: string | null;
}

const TARGETS_MAX = 5_000;

/**
 * A listing whose template is no longer stated stands for one URL again. What else had been folded into it is somebody
 * of its own: each gets the listing it would have had at first sight, and is looked at.
 */
export class PartingRepository {
  constructor(
    private readonly sightings: SightingRepository,
    private readonly writer: ListingWriteRepository,
    private readonly options: { readonly guard: UrlGuard; readonly quota: ListingQuota },
  ) {}

  /** Within the transaction that re-keyed the listings, under the locks of their origins. */
  async part(manager: EntityManager, dropped: readonly TemplateDropped[], now: Date): Promise<void> {
    if (dropped.length === 0) return;
    const batch = this.folded(await this.led(manager, dropped), dropped);
    if (batch.length === 0) return;
    const known = await this.sightings.known(manager, batch, now);
    // As if they were new: neither the listing they were folded into nor its survivors speak for them.
    const targets = new Map(
      [...known.targets].map(([text, target]) => [text, { ...target, listingId: null }]),
    );
    const plan = planSightings(
      batch,
      { ...known, targets, survivors: new Map() },
      { now, quota: this.options.quota, isBlocked: () => false },
    );
    await this.writer.apply(manager, plan, NO_PROBES);
    await this.sightings.write(manager, batch, plan.targets, now);
    await this.writer.appendChanges(manager, plan);
  }

  /** Targets beside the one that was probed, with who named them first. Served by target_listing. */
  private led(manager: EntityManager, dropped: readonly TemplateDropped[]): Promise<LedRow[]> {
    return manager.query(
      `SELECT t.listing_id, t.url, t.method, t.tool_name, l.type, s.source_id, s.kind, s.source_url
       FROM target t JOIN listing l ON l.id = t.listing_id
         CROSS JOIN LATERAL (SELECT c.id AS source_id, c.kind, c.url AS source_url FROM sighting g JOIN source c ON c.id = g.source_id
                             WHERE g.target_id = t.id ORDER BY g.first_seen_at, c.id LIMIT 1) AS s
       WHERE t.listing_id = ANY ($1) AND NOT t.id = ANY ($2::bigint[]) ORDER BY t.id LIMIT $3`,
      [dropped.map(({ listingId }) => listingId), dropped.map(({ targetId }) => targetId), TARGETS_MAX],
    );
  }

  /** Other spellings of the URL that is left stay where they are. */
  private folded(rows: readonly LedRow[], dropped: readonly TemplateDropped[]): HashedSighting[] {
    const resources = new Map(dropped.map(({ listingId, resource }) => [listingId, resource]));
    const sightings = rows.flatMap((row): HashedSighting[] => {
      const named = { url: row.url, method: row.method, toolName: row.tool_name };
      const target = admitTarget(named, this.options.guard);
      if (!target.ok || target.value.key.resource === resources.get(row.listing_id)) return [];
      const source = { id: row.source_id, kind: row.kind, url: row.source_url };
      const sighted = { ...named, type: row.type, source, claim: null, probeNow: false, example: null };
      return [{ sighted, target: target.value, itemHash: new Uint8Array() }];
    });
    return [...new Map(sightings.map((item) => [targetText(item.target), item])).values()];
  }
}
