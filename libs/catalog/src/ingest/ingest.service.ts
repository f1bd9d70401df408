import { type Clock } from '@bazaar/kernel';
import { type Rates } from '@bazaar/x402';
import { type DataSource, type EntityManager } from 'typeorm';

import { CHANNELS } from '../channels.js';
import { HeldSightings } from '../operator/held-sightings.js';
import { HoldRepository } from '../operator/hold.repository.js';
import { CurrentRates } from '../rate/current-rates.js';
import { RateRepository } from '../rate/rate.repository.js';
import { planRereads } from '../reparse/plan-rereads.js';
import { RereadRepository } from '../reparse/reread.repository.js';
import { type Reread, type RereadOutcome } from '../reparse/reread.js';
import { planReprices } from '../reprice/plan-reprices.js';
import { RepriceRepository } from '../reprice/reprice.repository.js';
import { type Reprice, type RepriceOutcome } from '../reprice/reprice.js';
import { type UrlGuard, admitTarget } from '../target/admit-target.js';
import { halve } from './halve.js';
import { type ListingQuota } from './listing-quota.js';
import { ListingLoadRepository } from './listing-load.repository.js';
import { ListingWriteRepository, NO_PROBES } from './listing-write.repository.js';
import { ObservationRepository, leaseText } from './observation.repository.js';
import { type ObservationOutcome, type Observed } from './observed.js';
import { type ObservationPlan, planObservations } from './plan-observations.js';
import { PartingRepository } from './parting.repository.js';
import { type TargetSeen, planSightings } from './plan-sightings.js';
import { priced, pricedClaim } from './priced.js';
import { ProbeWriteRepository } from './probe-write.repository.js';
import { type KnownTarget, sortOut } from './same-again.js';
import { type Sighted, type SightingOutcome } from './sighted.js';
import { type HashedSighting, SightingRepository } from './sighting.repository.js';
import { claimText, hashed, waves } from './waves.js';

export interface IngestOptions {
  readonly guard: UrlGuard;
  readonly quota: ListingQuota;
  /** Told about each row that could not be stored, with the error: our bug, or data we had not thought of. */
  readonly onRefused: (row: Sighted | Observed | Reread | Reprice, error: unknown) => void;
}

/**
 * The only write path into the catalogue. What was read is priced by the newest rates as it comes in, and nowhere else. All methods take batches, are idempotent, and write everything a batch
 * teaches in one transaction: listing, offers, history, change log. A batch that fails is halved until the bad row is
 * alone; that row is refused, the others are stored.
 */
export class IngestService {
  private readonly listings = new ListingLoadRepository();
  private readonly writer = new ListingWriteRepository();
  private readonly sightings = new SightingRepository(this.listings);
  private readonly holds = new HoldRepository();
  private readonly observations = new ObservationRepository(this.listings);
  private readonly probes = new ProbeWriteRepository();
  private readonly parting: PartingRepository;
  private readonly rereads = new RereadRepository();
  private readonly reprices = new RepriceRepository(this.listings);
  private readonly rates: CurrentRates;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly options: IngestOptions,
  ) {
    this.parting = new PartingRepository(this.sightings, this.writer, options);
    this.rates = new CurrentRates(new RateRepository(database), clock);
  }

  /** Sources named targets. Outcomes come in the order of the batch. */
  async sight(rows: readonly Sighted[]): Promise<SightingOutcome[]> {
    const rates = await this.rates.get();
    const batch = rows.map((sighted) => pricedClaim(sighted, rates));
    const outcomes = new Map<Sighted, SightingOutcome>();
    const admitted: HashedSighting[] = [];
    for (const sighted of batch) {
      const target = admitTarget(sighted, this.options.guard);
      if (target.ok) admitted.push(hashed({ sighted, target: target.value }));
      else outcomes.set(sighted, { status: 'refused', reason: target.error, detail: null });
    }
    const unique = new Map(admitted.map((item) => [claimText(item), item]));
    const byClaim = new Map<string, SightingOutcome>();
    for (const wave of waves([...unique.values()])) {
      const stored = await halve(
        wave,
        (part) => this.database.transaction((manager) => this.writeSightings(manager, part)),
        (item, error) => {
          this.options.onRefused(item.sighted, error);
          return { status: 'refused', reason: 'ingest-refused', detail: null } as const;
        },
      );
      wave.forEach((item, index) => byClaim.set(claimText(item), stored[index] as SightingOutcome));
    }
    for (const item of admitted) outcomes.set(item.sighted, byClaim.get(claimText(item)) as SightingOutcome);
    return batch.map((sighted) => outcomes.get(sighted) as SightingOutcome);
  }

  /** Probes of targets. One that is not later than the target's last is the same again, and changes nothing. */
  async observe(batch: readonly Observed[]): Promise<ObservationOutcome[]> {
    const rates = await this.rates.get();
    return halve(
      batch.map((observed) => priced(observed, rates)),
      (part) => this.database.transaction((manager) => this.writeObservations(manager, part)),
      (observed, error) => {
        this.options.onRefused(observed, error);
        return 'ingest-refused';
      },
    );
  }

  /** Kept answers, read by newer code. No probe: nothing is counted, nothing is due sooner, nothing was seen again. */
  async reread(batch: readonly Reread[]): Promise<RereadOutcome[]> {
    const rates = await this.rates.get();
    return halve(
      batch.map((reread) => priced(reread, rates)),
      (part) => this.database.transaction((manager) => this.writeRereads(manager, part)),
      (reread, error) => {
        this.options.onRefused(reread, error);
        return 'ingest-refused';
      },
    );
  }

  /** What is stored, by newer rates. Nobody was asked: what is charged is what it was, and only its dollars move. */
  async reprice(batch: readonly Reprice[], rates: Rates): Promise<RepriceOutcome[]> {
    return halve(
      batch,
      (part) => this.database.transaction((manager) => this.writeReprices(manager, part, rates)),
      (reprice, error) => {
        this.options.onRefused(reprice, error);
        return 'ingest-refused';
      },
    );
  }

  private async writeSightings(
    manager: EntityManager,
    batch: readonly HashedSighting[],
  ): Promise<SightingOutcome[]> {
    const now = this.clock.now();
    await this.sightings.lockOrigins(manager, batch);
    const held = new HeldSightings(await this.holds.of(manager, batch.map(heldBy), now));
    const heard = batch.filter((item) => !held.isSourceHeld(item));
    const known = await this.sightings.known(manager, heard, now);
    const isBlocked = held.isBlocked.bind(held);
    const plan = planSightings(heard, known, { now, quota: this.options.quota, isBlocked });
    await this.writer.apply(manager, plan, NO_PROBES);
    const ids = await this.sightings.write(manager, heard, plan.targets, now);
    await this.writer.appendChanges(manager, plan);
    const outcomes = new Map(
      plan.targets.map((seen, index) => [heard[index], outcomeOf(seen, ids[index] as string)]),
    );
    return batch.map((item) => outcomes.get(item) ?? SOURCE_HELD);
  }

  private async writeObservations(
    manager: EntityManager,
    batch: readonly Observed[],
  ): Promise<ObservationOutcome[]> {
    const leased = await this.observations.lockLeased(manager, batch, this.clock.now());
    const held = batch.filter(({ origin, leaseToken }) => leased.has(leaseText(origin, leaseToken)));
    const known = await this.observations.targets(manager, held);
    const news = held.filter(({ targetId, at }) => isLater(at, known.get(targetId)));
    const plan = await this.planProbes(manager, news, known);
    if (plan.targets.length > 0) {
      const stored = await this.probes.add(manager, news, known, (observed) => plan.same.has(observed));
      await this.writer.apply(manager, plan, stored);
      await this.observations.updateTargets(manager, plan);
      await this.observations.tryPlainUrls(manager, plan);
      await this.observations.keepWaits(manager, held);
      await manager.query(`SELECT pg_notify($1, '')`, [CHANNELS.probed]);
      await this.writer.appendChanges(manager, plan);
      await this.parting.part(manager, plan.dropped, this.clock.now());
    }
    return batch.map((observed) => {
      if (!leased.has(leaseText(observed.origin, observed.leaseToken))) return 'lost-lease';
      return known.has(observed.targetId) ? 'stored' : 'unknown-target';
    });
  }

  /** Most probes show what is known: only for the others all of it is loaded. */
  private async planProbes(
    manager: EntityManager,
    batch: readonly Observed[],
    known: ReadonlyMap<string, KnownTarget>,
  ): Promise<ObservationPlan & { readonly same: ReadonlySet<Observed> }> {
    const { same, touches, targets, others } = sortOut(batch, known);
    const plan = planObservations(others, await this.observations.known(manager, others, known));
    return {
      ...plan,
      touches: [...touches, ...plan.touches],
      targets: [...targets, ...plan.targets],
      same: new Set(same),
    };
  }

  private async writeRereads(manager: EntityManager, batch: readonly Reread[]): Promise<RereadOutcome[]> {
    await this.rereads.lockOrigins(manager, batch);
    const targets = await this.observations.targets(manager, batch);
    const known = await this.observations.known(manager, batch, targets);
    const plan = planRereads(batch, { ...known, targets }, this.clock.now());
    await this.rereads.settle(manager, plan);
    if (plan.changes.length > 0) {
      const probeIds = await this.rereads.probesBehind(manager, batch, plan);
      await this.writer.apply(manager, plan, { ...NO_PROBES, probeIds });
      await this.observations.lead(manager, plan.leads);
      await this.writer.appendChanges(manager, plan);
    }
    return [...plan.outcomes];
  }

  private async writeReprices(
    manager: EntityManager,
    batch: readonly Reprice[],
    rates: Rates,
  ): Promise<RepriceOutcome[]> {
    await this.reprices.lockOrigins(manager, batch);
    const known = await this.reprices.known(manager, batch);
    const plan = planReprices(batch, known, rates, this.clock.now());
    await this.reprices.settle(manager, plan);
    await this.writer.apply(manager, plan, NO_PROBES);
    await this.writer.appendChanges(manager, plan);
    return [...plan.outcomes];
  }
}

/** Later than the target's last probe: one that is not is the same again. */
const isLater = (at: Date, target: KnownTarget | undefined): boolean =>
  target !== undefined && at > (target.probedAt ?? NEVER);

const NEVER = new Date(0);

const SOURCE_HELD = { status: 'refused', reason: 'blocked', detail: null } as const satisfies SightingOutcome;

function outcomeOf({ targetId, listingId, keptOut }: TargetSeen, id: string): SightingOutcome {
  if (listingId === null) return { status: 'kept-out', reason: keptOut ?? 'quota', targetId: id };
  return { status: targetId === null ? 'new' : 'known', targetId: id, listingId };
}

const heldBy = ({ target, sighted }: HashedSighting) => ({ ...target, sourceId: sighted.source.id });
