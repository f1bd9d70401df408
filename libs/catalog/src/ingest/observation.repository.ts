import { type EntityManager } from 'typeorm';

import { keyText } from '../listing/listing-key.js';
import { type ListingRecord } from '../listing/listing-record.js';
import { type Listing } from '../listing/listing.entity.js';
import { type RowOf } from '../row.js';
import { originWaitOf } from '../state/evidence.js';
import { type GlanceRow, type ListingLoadRepository, listingGlance } from './listing-load.repository.js';
import { type Observed } from './observed.js';
import { type KnownForObservations, type ObservationPlan } from './plan-observations.js';
import { asRows } from './rows.js';
import { type KnownTarget } from './same-again.js';

type TargetRow = GlanceRow &
  Pick<RowOf<Listing>, 'last_probed_at' | 'uptime'> & {
    readonly target_id: string;
    readonly probed_at: Date | null;
    readonly is_alias: boolean;
  };

/** The SQL of observations. All of it runs in one transaction that holds the origins of the batch. */
export class ObservationRepository {
  constructor(private readonly listings: ListingLoadRepository) {}

  /** Locks the origins whose lease still stands and names them; what was seen under a lost lease does not count. */
  async lockLeased(manager: EntityManager, batch: readonly Observed[], now: Date): Promise<Set<string>> {
    const leases = [
      ...new Map(
        batch.map(({ origin, leaseToken }) => [origin, { origin, lease_token: leaseToken }]),
      ).values(),
    ];
    const rows: { origin: string; lease_token: string }[] = await manager.query(
      `SELECT o.origin, o.lease_token FROM origin o
       JOIN json_to_recordset($1::json) AS r(origin text, lease_token bigint) ON o.origin = r.origin AND o.lease_token = r.lease_token
       WHERE o.leased_until > $2 ORDER BY o.origin FOR NO KEY UPDATE OF o`,
      [asRows(leases), now],
    );
    return new Set(rows.map((row) => leaseText(row.origin, row.lease_token)));
  }

  /** Those of the batch's targets that lead to a listing, by id. Reads nothing wide. Served by target_pkey, listing_pkey. */
  async targets(
    manager: EntityManager,
    batch: readonly Pick<Observed, 'targetId'>[],
  ): Promise<Map<string, KnownTarget>> {
    const rows: TargetRow[] = await manager.query(
      `SELECT t.id AS target_id, t.probed_at, t.next_probe_at IS NULL OR t.on_trial AS is_alias, ${GLANCED.join(', ')}
       FROM target t JOIN listing l ON l.id = t.listing_id WHERE t.id = ANY ($1::bigint[])`,
      [batch.map(({ targetId }) => targetId)],
    );
    return new Map(rows.map((row) => [row.target_id, knownTarget(row)]));
  }

  /** All that is known of the listings these targets lead to, and of those that have the keys the batch states. */
  async known(
    manager: EntityManager,
    batch: readonly Pick<Observed, 'targetId' | 'reading'>[],
    targets: ReadonlyMap<string, KnownTarget>,
  ): Promise<KnownForObservations> {
    const led = batch.flatMap(({ targetId }) => targets.get(targetId)?.listing.id ?? []);
    const records = await this.listings.byId(manager, [...new Set(led)]);
    const resources = batch.flatMap(({ reading }) => (reading === null ? [] : [reading.resource]));
    const owners = await this.listings.byResource(manager, [...new Set(resources)]);
    const listingOf = new Map<string, ListingRecord>();
    for (const { targetId } of batch) {
      const record = records.get(targets.get(targetId)?.listing.id ?? '');
      if (record !== undefined) listingOf.set(targetId, record);
    }
    return {
      listingOf,
      aliases: new Set([...targets].flatMap(([id, { isAlias }]) => (isAlias ? [id] : []))),
      offersOf: await this.listings.offersOf(manager, [...new Set([...records.keys(), ...owners.keys()])]),
      ownerOf: new Map([...owners.values()].map((listing) => [keyText(listing), listing.id])),
    };
  }

  async updateTargets(manager: EntityManager, { targets }: ObservationPlan): Promise<void> {
    const rows = targets.map((target) => ({
      id: target.targetId,
      listing_id: target.listingId,
      probed_at: target.at,
      next_probe_at: target.nextProbeAt,
      wait_until: target.waitUntil,
    }));
    await manager.query(
      `UPDATE target t SET listing_id = r.listing_id, probed_at = r.probed_at, next_probe_at = r.next_probe_at,
         wait_until = r.wait_until, on_trial = false, requested_at = NULL, example = NULL
       FROM json_to_recordset($1::json) AS r(id bigint, listing_id text, probed_at timestamptz, next_probe_at timestamptz,
         wait_until timestamptz)
       WHERE t.id = r.id`,
      [asRows(rows)],
    );
    await this.lead(
      manager,
      targets.filter((target) => target.leads),
    );
  }

  /**
   * A listing that answers is probed by the target that found it; its other targets are aliases, and whoever waited
   * for a probe of one of them has it now.
   */
  async lead(
    manager: EntityManager,
    leads: readonly { readonly targetId: string; readonly listingId: string }[],
  ): Promise<void> {
    if (leads.length === 0) return;
    await manager.query(
      `UPDATE target SET next_probe_at = NULL, on_trial = false, requested_at = NULL
       WHERE listing_id = ANY ($1) AND next_probe_at IS NOT NULL AND NOT id = ANY ($2::bigint[])`,
      [leads.map((target) => target.listingId), leads.map((target) => target.targetId)],
    );
  }

  /** Where what leads has begun to fail, the plain URL is tried, if anybody ever named it. Served by target_listing. */
  async tryPlainUrls(manager: EntityManager, { stateChanges }: ObservationPlan): Promise<void> {
    const failing = stateChanges.filter(({ listing }) => listing.standing.state === 'STALE');
    const [first] = failing;
    if (first === undefined) return;
    await manager.query(
      `UPDATE target t SET on_trial = true, next_probe_at = greatest($2,
           (SELECT max(w.wait_until) FROM target w WHERE w.listing_id = t.listing_id))
       WHERE t.next_probe_at IS NULL AND t.id IN (
         SELECT p.id FROM target p JOIN listing l ON l.id = p.listing_id
         WHERE l.id = ANY ($1) AND p.url = l.resource)`,
      [failing.map(({ listing }) => listing.id), first.at],
    );
  }

  /** How long each origin asked us to stay away, as its answers said. */
  async keepWaits(manager: EntityManager, batch: readonly Observed[]): Promise<void> {
    const waits = batch.flatMap(({ origin, evidence, at }) => {
      const until = originWaitOf(evidence, at);
      return until === null ? [] : [{ origin, wait_until: until }];
    });
    if (waits.length === 0) return;
    await manager.query(
      `UPDATE origin o SET wait_until = greatest(o.wait_until, r.wait_until)
       FROM (SELECT origin, max(wait_until) AS wait_until
             FROM json_to_recordset($1::json) AS w(origin text, wait_until timestamptz) GROUP BY origin) AS r
       WHERE o.origin = r.origin`,
      [asRows(waits)],
    );
  }
}

export const leaseText = (origin: string, leaseToken: string): string => `${leaseToken} ${origin}`;

const GLANCED = [
  ...[
    'l.id',
    'l.resource',
    'l.origin',
    'l.merged_into',
    'l.evidence',
    'l.example_url',
    'l.state',
    'l.state_reason',
  ],
  ...['l.state_since', 'l.state_facts', 'l.offer_facts', 'l.document_hash', 'l.last_probed_at', 'l.uptime'],
];

const knownTarget = (row: TargetRow): KnownTarget => ({
  listing: listingGlance(row),
  isAlias: row.is_alias,
  probedAt: row.probed_at,
  lastProbedAt: row.last_probed_at,
  uptime: row.uptime,
});
