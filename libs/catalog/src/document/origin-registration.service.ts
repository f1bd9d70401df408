import { setTimeout as sleep } from 'node:timers/promises';

import { AppError, type Clock } from '@bazaar/kernel';
import { REASONS } from '@bazaar/x402';

import { type RegistrationBudgetRepository } from '../registration/registration-budget.repository.js';
import { type OriginStatusService } from '../status/origin-status.service.js';
import { type PlacedStatus } from '../status/origin-status.js';
import { type UrlGuard, admitTarget } from '../target/admit-target.js';
import { type DocumentRequestRepository } from './document-request.repository.js';
import { type DocumentReport, type OriginDocumentRepository } from './origin-document.repository.js';

/** What came of an origin's own documents, and what stands under it since. */
export interface OriginReport {
  readonly origin: string;
  readonly documents: readonly DocumentReport[];
  readonly statuses: readonly PlacedStatus[];
}

export interface OriginRegistrationOptions {
  readonly guard: UrlGuard;
  /** How long a surface waits for the documents, and then for what they name. */
  readonly waitMs: number;
}

const POLL_MS = 250;
/** Within that time the last reading stands. */
const REPEAT_MS = 60_000;
const STATUSES_MAX = 100;

/** Reads a site's own documents now: leaves a request for them, waits for its end, and says what came of it. */
export class OriginRegistrationService {
  constructor(
    private readonly requests: DocumentRequestRepository,
    private readonly documents: OriginDocumentRepository,
    private readonly statuses: OriginStatusService,
    private readonly budget: Pick<RegistrationBudgetRepository, 'spend'>,
    private readonly clock: Clock,
    private readonly options: OriginRegistrationOptions,
  ) {}

  /**
   * @param written an origin, the URL of one of its documents, or of an MCP server
   * @param client who asks: an IPv4 address, or the /64 of an IPv6 one
   * @throws AppError BAD_INPUT where it is no place we could ever ask, RATE_LIMITED
   */
  async register(written: string, client: string): Promise<OriginReport> {
    const place = this.admit(written);
    await this.budget.spend(client, this.clock.now());
    const now = this.clock.now();
    const readAt = await this.requests.readAt(place.origin, place.url);
    if (readAt === null || now.getTime() - readAt.getTime() >= REPEAT_MS) {
      await this.requests.leave(place, now);
      await this.answered(place);
    }
    return {
      origin: place.origin,
      documents: await this.documents.reports(place.origin),
      statuses: await this.statuses.page(place.origin, {
        states: undefined,
        first: STATUSES_MAX,
        after: null,
      }),
    };
  }

  private async answered({ origin, url }: { readonly origin: string; readonly url: string }): Promise<void> {
    const until = new Date(this.clock.now().getTime() + this.options.waitMs);
    const deadline = Date.now() + this.options.waitMs;
    while (Date.now() < deadline && (await this.requests.isPending(origin, url, until))) await sleep(POLL_MS);
  }

  /** The URL is the origin itself where it names no document of it. */
  private admit(written: string): { readonly origin: string; readonly domain: string; readonly url: string } {
    const target = admitTarget({ url: written, method: null, toolName: null }, this.options.guard);
    if (!target.ok) throw new AppError('BAD_INPUT', `origin: ${REASONS[target.error].text}`);
    const { origin, domain, reachable, url } = target.value;
    if (!reachable)
      throw new AppError(
        'BAD_INPUT',
        'origin must be a site such as https://api.example.com, a document of it, or an MCP server.',
      );
    return { origin, domain, url: documentAt(url, origin) };
  }
}

/** Asked as its origin is, whose plain http twin it may have been written under. */
function documentAt(written: string, origin: string): string {
  const { pathname, search } = new URL(written);
  return pathname === '/' && search === '' ? origin : origin + pathname + search;
}
