import {
  type IngestService,
  type OriginDocumentRepository,
  type Sighted,
  registrableDomain,
} from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type GuardedHttp, type Logger, type TxtResolver } from '@bazaar/platform';

import { type GateLimits, OriginGate } from '../manners/origin-gate.js';
import { type Pause } from '../pause.js';
import { retried } from '../retried.js';
import { RobotsGate } from '../robots/robots-gate.js';
import { type Lease } from '../schedule/lease.js';
import { type LeaseRepository } from '../schedule/lease.repository.js';
import { whileHeld } from '../schedule/while-held.js';
import { workOnDue } from '../schedule/work-on-due.js';
import { type DocumentFound, DocumentRound, type RoundEnded } from './document-round.js';
import { documentSource, sightDocument } from './sight-document.js';

export interface DocumentReaderParts {
  readonly leases: LeaseRepository;
  readonly documents: OriginDocumentRepository;
  readonly ingest: Pick<IngestService, 'sight'>;
  readonly http: GuardedHttp;
  readonly resolveTxt: TxtResolver;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly manners: GateLimits;
  readonly leaseMs: number;
  /** Resolves when documents may be wanted, or soon. */
  readonly rest: (signal: AbortSignal) => Promise<void>;
}

/** Origins read at once by one worker. */
const PLACES = 16;
/** Of those of one owner: nobody's thousand names keep the others waiting. */
const DOMAIN_PLACES = 4;
const EVERY_MS = 24 * 3_600_000;
const SILENT_MS = 6 * 3_600_000;
const PROBES_OFF_MS = 10 * 60_000;
const BROKEN_MS = 10 * 60_000;
/** Sightings a transaction. */
const BATCH = 500;
/** Owners that one origin's documents may bring to our notice in one reading. */
const PEERS_MAX = 8;

/** Reads the documents of origins, for ever: those somebody waits for first, then those that are due. */
export class DocumentReader {
  private readonly held = new Set<Lease>();

  constructor(private readonly parts: DocumentReaderParts) {}

  /** Until the signal. */
  run(signal: AbortSignal): Promise<void> {
    const { leases, logger, pause, rest } = this.parts;
    return workOnDue<Lease>(
      {
        // One by one: a place is free again when its own reading ends, however slow the others are.
        take: async (places) => {
          const one = Math.min(places, 1);
          const asked = await leases.takeAsked(one, this.crowded());
          return asked.length > 0 ? asked : leases.takeUnread(one, this.crowded());
        },
        work: async ([lease]) => {
          if (lease !== undefined) await this.one(lease, signal);
        },
        onError: (error) => logger.error({ event: 'documents-failed', err: error }),
        ...{ places: PLACES, rest, pause },
      },
      signal,
    );
  }

  /** Domains of which we read as many origins as one owner may take up. */
  private crowded(): string[] {
    const origins = new Map<string, number>();
    for (const { domain } of this.held) origins.set(domain, (origins.get(domain) ?? 0) + 1);
    return [...origins].filter(([, count]) => count >= DOMAIN_PLACES).map(([domain]) => domain);
  }

  private async one(lease: Lease, until: AbortSignal): Promise<void> {
    this.held.add(lease);
    await this.turn(lease, until);
    this.held.delete(lease);
  }

  /** Never rejects: the lease of one that breaks runs out by itself. */
  private async turn(lease: Lease, until: AbortSignal): Promise<void> {
    const { leases, documents, http, clock, pause, manners, leaseMs, logger } = this.parts;
    const terms = {
      ...{ leaseMs, pause },
      renew: async () => (await leases.renew([lease])).length === 0,
      onLost: () => logger.warn({ event: 'lease-lost', origin: lease.origin }),
      onRenewFailed: (error: unknown) => logger.warn({ event: 'renew-failed', err: error }),
    };
    const gate = new OriginGate(lease.bucket, manners, clock, pause);
    const robots = new RobotsGate(lease.origin, lease.robots, http, gate, clock);
    let waitUntil: Date | null = null;
    try {
      waitUntil = await whileHeld(terms, until, (signal) => this.read(lease, { gate, robots, signal }));
    } catch (error) {
      logger.error({ event: 'reading-broken', origin: lease.origin, err: error });
      await documents.postpone(lease, this.in(BROKEN_MS)).catch(() => undefined);
    }
    const heard = { bucket: gate.state(), waitUntil: waitUntil ?? robots.waitUntil, robots: robots.answered };
    const end = { ...heard, notBefore: null, documentsMatter: false };
    await leases
      .release([{ lease, end }])
      .catch((error: unknown) => logger.error({ event: 'release-failed', origin: lease.origin, err: error }));
  }

  /** Gives until when the origin wants to be left alone, where it said so. */
  private async read(
    lease: Lease,
    visit: ConstructorParameters<typeof DocumentRound>[2]['visit'],
  ): Promise<Date | null> {
    const { documents, http, resolveTxt, clock } = this.parts;
    const wanted = await documents.wanted(lease);
    const isAwaited = wanted.requests.length > 0;
    const isInvited = wanted.isFirst && isAwaited;
    const round = await new DocumentRound(lease.origin, wanted, {
      http,
      resolveTxt,
      clock,
      visit,
      isInvited,
    }).run();
    const { over } = round;
    if (over?.kind === 'stopped') return null;
    if (over?.kind === 'probes-off') {
      await documents.postpone(lease, this.in(PROBES_OFF_MS));
      return null;
    }
    const kept = await this.sight(lease, round, isAwaited);
    await documents.keep(lease, {
      at: clock.now(),
      dueAt: over?.kind === 'wait' ? over.until : this.in(over === null ? EVERY_MS : SILENT_MS),
      documents: round.documents.map(({ seen }) => seen),
      answered: wanted.requests,
      isWhole: over === null,
    });
    if (wanted.isSelling) await documents.suggest(peersOf(lease.domain, round), clock.now());
    this.log(lease, round, kept);
    return over?.kind === 'wait' ? over.until : null;
  }

  /** What the documents name becomes known, unless the origin wants to be left out. Gives how many are targets now. */
  private async sight({ origin }: Lease, { documents }: RoundEnded, isAwaited: boolean): Promise<number> {
    if (documents.some(({ seen }) => seen.said?.isOptedOut)) return 0;
    const { ingest, pause } = this.parts;
    const named = documents.flatMap((found) => this.sightings(found, origin, isAwaited));
    let kept = 0;
    for (let at = 0; at < named.length; at += BATCH) {
      const outcomes = await retried(() => ingest.sight(named.slice(at, at + BATCH)), pause);
      kept += outcomes.filter(({ status }) => status === 'new' || status === 'known').length;
    }
    return kept;
  }

  private sightings({ seen, reading }: DocumentFound, origin: string, isAwaited: boolean): Sighted[] {
    const source = documentSource(seen.via === 'record' ? 'dns' : seen.kind, origin);
    return sightDocument(reading?.entries ?? [], source, { now: this.parts.clock.now(), isAwaited });
  }

  private log({ origin }: Lease, { documents, over }: RoundEnded, kept: number): void {
    const sum = (of: (found: DocumentFound) => number): number =>
      documents.reduce((total, found) => total + of(found), 0);
    this.parts.logger.info({
      ...{ event: 'documents-read', origin, kept, over: over?.kind ?? null },
      documents: documents.filter(({ reading }) => reading !== null).length,
      found: sum(({ seen }) => seen.found),
      foreign: sum(({ reading }) => reading?.foreign.length ?? 0),
    });
  }

  private in(ms: number): Date {
    return new Date(this.parts.clock.now().getTime() + ms);
  }
}

/** Names of other owners that a document of the origin gives, one of each owner. */
function peersOf(domain: string, { documents }: RoundEnded): { origin: string; domain: string }[] {
  const named = documents.flatMap(({ reading }) => reading?.peers ?? []).map((peer) => `https://${peer}`);
  const ofOwners = new Map(named.map((origin) => [registrableDomain(origin), origin]));
  ofOwners.delete(domain);
  return [...ofOwners].slice(0, PEERS_MAX).map(([owner, origin]) => ({ origin, domain: owner }));
}
