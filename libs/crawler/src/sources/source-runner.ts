import {
  type FeedLease,
  type FeedRepository,
  type IngestService,
  SOURCE_TARGETS_MAX,
  SourceRoom,
  type SourceRoomRepository,
} from '@bazaar/catalog';
import { type Clock, LinkedAbort } from '@bazaar/kernel';
import { type GuardedHttp, type Logger } from '@bazaar/platform';

import { type GateLimits, OriginGate } from '../manners/origin-gate.js';
import { type Pause } from '../pause.js';
import { whileHeld } from '../schedule/while-held.js';
import { JsonClient } from './json-client.js';
import { nextTry } from './next-run.js';
import { outcomeOf } from './pull-outcome.js';
import { type Pulled, pullSource } from './pull-source.js';
import { ReachWatch } from './reach-watch.js';
import { SourceError } from './source-error.js';
import { type SourceKind } from './source-kind.js';
import { workOnDue } from '../schedule/work-on-due.js';

export interface SourceRunnerParts {
  readonly kinds: readonly SourceKind[];
  readonly feeds: FeedRepository;
  readonly rooms: SourceRoomRepository;
  readonly ingest: Pick<IngestService, 'sight'>;
  readonly http: GuardedHttp;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly manners: GateLimits;
  readonly leaseMs: number;
  /** The operator's words for asking nothing of it; null where there are none. */
  readonly askedNothing: (source: FeedLease) => Promise<string | null>;
  /** Resolves when a source may be due, or soon. */
  readonly rest: (signal: AbortSignal) => Promise<void>;
}

/** Sources pulled at once by one worker. */
const PLACES = 8;
/** A source that dribbles does not hold its place for ever. */
const PULL_MS_MAX = 2 * 3_600_000;
/** How long what the operator holds is left alone before we look again. */
const HELD_MS = 600_000;

/** How one pull ended, for the log; null where it was not begun, or is another worker's by now. */
type Ended = { readonly source: FeedLease; readonly pulled: Pulled; readonly error: string | null } | null;

/** Pulls what is due, for ever: takes sources, asks them, gives them back. */
export class SourceRunner {
  private readonly reach = new ReachWatch((isAway, sources) =>
    this.parts.logger.warn({ event: isAway ? 'sources-out-of-reach' : 'sources-in-reach', sources }),
  );

  constructor(private readonly parts: SourceRunnerParts) {}

  /** Until the signal; what was taken by then stays taken, and the sources are due at once. */
  run(signal: AbortSignal): Promise<void> {
    const { feeds, kinds, clock, logger, pause, rest } = this.parts;
    const known = kinds.map(({ kind }) => kind);
    return workOnDue<FeedLease>(
      {
        take: (places) => feeds.take(known, places, clock.now()),
        work: (leases) => this.round(leases, signal),
        onError: (error) => logger.error({ event: 'sources-failed', err: error }),
        ...{ places: PLACES, rest, pause },
      },
      signal,
    );
  }

  private async round(leases: readonly FeedLease[], signal: AbortSignal): Promise<void> {
    const ended = await Promise.all(leases.map((lease) => this.one(lease, signal)));
    const pulls = ended.filter((pull) => pull !== null);
    const isAway = this.reach.hear(
      pulls.map(({ source, pulled }) => ({ id: source.id, isReached: pulled.error?.isOutOfReach !== true })),
    );
    for (const pull of pulls) if (!(isAway && pull.pulled.error?.isOutOfReach)) this.log(pull);
  }

  /** Never rejects. */
  private async one(lease: FeedLease, signal: AbortSignal): Promise<Ended> {
    const { feeds, clock, logger } = this.parts;
    try {
      const held = await this.parts.askedNothing(lease);
      if (held === null) return await this.pull(lease, signal);
      await feeds.postpone(lease, new Date(clock.now().getTime() + HELD_MS), held);
    } catch (error) {
      logger.error({ event: 'pull-broken', source: lease.id, err: error });
      const nextRunAt = nextTry(clock.now(), lease.failures, null);
      const finished = feeds.postpone(lease, nextRunAt, 'broken: the fault is ours, see the log');
      await finished.catch(() => undefined); // the lease runs out by itself
    }
    return null;
  }

  private pull(lease: FeedLease, until: AbortSignal): Promise<Ended> {
    const { feeds, clock, pause, leaseMs, logger } = this.parts;
    const terms = {
      ...{ leaseMs, pause },
      renew: () => feeds.renew(lease, clock.now()),
      onLost: () => logger.warn({ event: 'source-lease-lost', source: lease.id }),
      onRenewFailed: (error: unknown) =>
        logger.warn({ event: 'source-renew-failed', source: lease.id, err: error }),
    };
    return whileHeld(terms, until, (signal, isLost) => this.pullHeld(lease, { until, signal, isLost }));
  }

  private async pullHeld(
    lease: FeedLease,
    {
      until,
      signal,
      isLost,
    }: { readonly until: AbortSignal; readonly signal: AbortSignal; readonly isLost: () => boolean },
  ): Promise<Ended> {
    const { kinds, feeds, clock } = this.parts;
    const kind = kinds.find((one) => one.kind === lease.kind);
    if (kind === undefined) return null;
    const targetsMax = lease.targetsMax ?? SOURCE_TARGETS_MAX;
    const late = AbortSignal.timeout(PULL_MS_MAX);
    const pulling = new LinkedAbort(signal, late);
    try {
      const pulled = await this.pullUntil(pulling.signal, lease, kind, targetsMax);
      if (isLost()) return null;
      if (until.aborted) {
        await feeds.postpone(lease, clock.now(), null);
        return null;
      }
      const result = late.aborted
        ? { ...pulled, error: new SourceError('too-slow', 'two hours, and no end') }
        : pulled;
      const outcome = outcomeOf(lease, result, { now: clock.now(), everyMs: kind.everyMs, targetsMax });
      await feeds.finish(lease, outcome);
      return { source: lease, pulled: result, error: outcome.error };
    } finally {
      pulling.release();
    }
  }

  private async pullUntil(
    signal: AbortSignal,
    lease: FeedLease,
    kind: SourceKind,
    targetsMax: number,
  ): Promise<Pulled> {
    const { rooms, ingest, http, clock, pause, manners } = this.parts;
    const gate = new OriginGate(null, manners, clock, pause);
    const client = new JsonClient({ http, gate, clock, pause, signal });
    const room = await SourceRoom.of(rooms, lease.id, targetsMax);
    const context = { getJson: (url: URL) => client.get(url) };
    return pullSource(lease, kind, { ingest, room, context, clock, pause });
  }

  private log({ source, pulled, error }: NonNullable<Ended>): void {
    const { rows, kept, fresh, refused } = pulled;
    const fields = { source: source.id, rows, kept, fresh, refused: Object.fromEntries(refused), error };
    if (error === null) this.parts.logger.info({ event: 'source-pulled', ...fields });
    else this.parts.logger.warn({ event: 'source-ill', ...fields });
  }
}
