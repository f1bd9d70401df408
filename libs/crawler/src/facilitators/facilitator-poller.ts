import { type FacilitatorLease, type FacilitatorRepository, type Polled } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type GuardedHttp, type Logger } from '@bazaar/platform';
import { readSupported } from '@bazaar/x402';

import { type GateLimits, OriginGate } from '../manners/origin-gate.js';
import { type Pause } from '../pause.js';
import { JsonClient } from '../sources/json-client.js';
import { nextTry } from '../sources/next-run.js';
import { errorText } from '../sources/pull-outcome.js';
import { SourceError } from '../sources/source-error.js';
import { workOnDue } from '../schedule/work-on-due.js';

export interface FacilitatorPollerParts {
  readonly facilitators: FacilitatorRepository;
  readonly http: GuardedHttp;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly manners: GateLimits;
  readonly leaseMs: number;
  /** The operator's words for asking nothing there; null where there are none. */
  readonly askedNothing: (facilitator: {
    readonly id: string;
    readonly url: string;
  }) => Promise<string | null>;
  /** Resolves when a poll may be wanted, or soon. */
  readonly rest: (signal: AbortSignal) => Promise<void>;
}

const PLACES = 8;
const EVERY_MS = 3_600_000;
const LIMITS = { timeoutMs: 10_000, bodyBytesMax: 1_048_576, redirectsMax: 3 };

/** Asks facilitators what they settle (`GET {base}/supported`), for ever, each by one worker. */
export class FacilitatorPoller {
  constructor(private readonly parts: FacilitatorPollerParts) {}

  run(signal: AbortSignal): Promise<void> {
    const { facilitators, clock, leaseMs, logger, pause, rest } = this.parts;
    return workOnDue<FacilitatorLease>(
      {
        take: (places) => facilitators.take(places, clock.now(), leaseMs),
        work: async (leases) => {
          await Promise.all(leases.map((lease) => this.one(lease, signal)));
        },
        onError: (error) => logger.error({ event: 'facilitators-failed', err: error }),
        ...{ places: PLACES, rest, pause },
      },
      signal,
    );
  }

  /** Never rejects: the lease of one that breaks runs out by itself. */
  private async one(lease: FacilitatorLease, signal: AbortSignal): Promise<void> {
    const { facilitators, clock, logger } = this.parts;
    try {
      const held = await this.parts.askedNothing({ id: `facilitator:${lease.id}`, url: lease.id });
      const polled = held === null ? await this.poll(lease, signal) : this.failed(lease, held);
      if (polled === null) await facilitators.postpone(lease, clock.now());
      else await facilitators.finish(lease, polled);
    } catch (error) {
      logger.error({ event: 'poll-broken', facilitator: lease.id, err: error });
    }
  }

  /** Null where the signal came first. */
  private async poll(lease: FacilitatorLease, signal: AbortSignal): Promise<Polled | null> {
    const { http, clock, pause, manners } = this.parts;
    const gate = new OriginGate(null, manners, clock, pause);
    const client = new JsonClient({ http, gate, clock, pause, signal, limits: LIMITS, waitMsMax: 0 });
    const startedAt = performance.now();
    try {
      const read = readSupported(await client.get(new URL(`${lease.id}/supported`)));
      if (!read.ok) throw new SourceError(read.error, 'the answer holds no list of kinds');
      const at = clock.now();
      const nextRunAt = new Date(at.getTime() + EVERY_MS);
      const ms = Math.round(performance.now() - startedAt);
      return { at, nextRunAt, ms, waitUntil: null, supported: read.value };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return signal.aborted ? null : this.failed(lease, errorText(error), error.retryAt);
    }
  }

  private failed({ failures }: FacilitatorLease, why: string, waitUntil: Date | null = null): Polled {
    const at = this.parts.clock.now();
    return { at, nextRunAt: nextTry(at, failures, waitUntil), waitUntil, ms: 0, supported: why };
  }
}
