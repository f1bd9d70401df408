import { AppError, type Clock } from '@bazaar/kernel';
import { REASONS, isReasonCode } from '@bazaar/x402';

import { type KeptOutReason } from '../ingest/sighted.js';
import { type IngestService } from '../ingest/ingest.service.js';
import { type ListingRepository } from '../listing/listing.repository.js';
import { REGISTER } from '../source/own-sources.js';
import { type ListingStatus } from '../status/listing-status.js';
import { type ProbeRequestRepository } from './probe-request.repository.js';
import { type ProbeWatch } from './probe-watch.js';
import { type RegistrationBudgetRepository } from './registration-budget.repository.js';

/** What a caller may name. Parsed and bounded by the surface. */
export interface Registration {
  readonly resource: string;
  readonly method: string | null;
  readonly toolName: string | null;
  /** JSON text: sent as query with GET. */
  readonly example: string | null;
}

export interface RegistrationOptions {
  /** How long a surface waits for the first probe. */
  readonly waitMs: number;
}

const REPEAT_MS = 60_000;

/** Lists a URL now: leaves a request for a probe, waits for its end, and says what became of it. */
export class RegistrationService {
  constructor(
    private readonly ingest: IngestService,
    private readonly listings: ListingRepository,
    private readonly requests: ProbeRequestRepository,
    private readonly watch: ProbeWatch,
    private readonly budget: RegistrationBudgetRepository,
    private readonly clock: Clock,
    private readonly options: RegistrationOptions,
  ) {}

  /**
   * @param client who asks: an IPv4 address, or the /64 of an IPv6 one; null for ourselves
   * @throws AppError BAD_INPUT where the URL is none we could ever probe, RATE_LIMITED
   */
  async register(wanted: Registration, client: string | null): Promise<ListingStatus> {
    if (client !== null) await this.budget.spend(client, this.clock.now());
    const recent = await this.recent(wanted);
    if (recent !== null) return this.statusOf(recent);

    const [outcome] = await this.ingest.sight([
      {
        url: wanted.resource,
        method: wanted.method,
        toolName: wanted.toolName,
        type: wanted.toolName === null ? 'HTTP' : 'MCP',
        source: REGISTER,
        claim: null,
        probeNow: true,
        example: wanted.example,
      },
    ]);
    if (outcome === undefined || outcome.status === 'refused')
      throw refusal(wanted.resource, outcome?.reason);
    if (outcome.status === 'kept-out') return keptOutStatus(wanted, outcome.reason);
    await this.requests.announce();
    const { targetId, listingId } = outcome;
    return this.statusOf(await this.watch.settled(targetId, listingId, this.options.waitMs));
  }

  /** Within a minute of the last probe its result stands. */
  private async recent({ resource, method, toolName }: Registration): Promise<string | null> {
    const last = await this.requests.lastProbedAt(resource.trim(), method, toolName);
    if (last === null) return null;
    return this.clock.now().getTime() - last.at.getTime() < REPEAT_MS ? last.listingId : null;
  }

  private async statusOf(listingId: string): Promise<ListingStatus> {
    const [listing] = await this.listings.byIds([listingId]);
    if (listing == null) throw new Error(`Listing ${listingId} vanished.`);
    const { resource, method, toolName, state, stateReason } = listing;
    return { resource, method, toolName, listing, state, reason: stateReason, match: 'EXACT' };
  }
}

function refusal(resource: string, reason: string | undefined): AppError {
  const shown = JSON.stringify(resource.slice(0, 200));
  const said =
    reason !== undefined && isReasonCode(reason) ? REASONS[reason].text : 'It could not be stored.';
  return new AppError('BAD_INPUT', `resource ${shown}: ${said}`);
}

const keptOutStatus = (
  { resource, method, toolName }: Registration,
  reason: KeptOutReason,
): ListingStatus => ({
  resource,
  method,
  toolName,
  listing: null,
  state: 'REFUSED',
  reason,
  match: 'EXACT',
});
