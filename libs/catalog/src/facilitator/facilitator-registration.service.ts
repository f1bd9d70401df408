import { setTimeout as sleep } from 'node:timers/promises';

import { AppError, type Clock } from '@bazaar/kernel';
import { REASONS, canonicalUrl } from '@bazaar/x402';

import { type RegistrationBudgetRepository } from '../registration/registration-budget.repository.js';
import { type UrlGuard } from '../target/admit-target.js';
import { type FacilitatorRepository } from './facilitator.repository.js';
import { type FacilitatorView } from './supported-stored.js';

export interface FacilitatorRegistrationOptions {
  readonly guard: UrlGuard;
  /** How long a surface waits for the poll. */
  readonly waitMs: number;
}

const POLL_MS = 250;
/** Within that time the last poll's result stands. */
const REPEAT_MS = 60_000;
const URL_CHARS_MAX = 1_024;

/** Makes a facilitator known: leaves a request for a poll, waits for its end, and says what came of it. */
export class FacilitatorRegistrationService {
  constructor(
    private readonly facilitators: FacilitatorRepository,
    private readonly budget: Pick<RegistrationBudgetRepository, 'spend'>,
    private readonly clock: Clock,
    private readonly options: FacilitatorRegistrationOptions,
  ) {}

  /**
   * @param client who asks: an IPv4 address, or the /64 of an IPv6 one
   * @throws AppError BAD_INPUT where it is no URL we could ever ask, RATE_LIMITED
   */
  async register(written: string, client: string): Promise<FacilitatorView> {
    const url = this.admit(written);
    await this.budget.spend(client, this.clock.now());
    const known = await this.facilitators.find(url);
    const now = this.clock.now();
    if (known?.lastCheckedAt != null && now.getTime() - known.lastCheckedAt.getTime() < REPEAT_MS)
      return known;
    if (!(await this.facilitators.request(url, now)))
      throw new AppError('BAD_INPUT', 'url: too many facilitators of that site have been named already.');
    return this.polled(url, now);
  }

  private async polled(url: string, since: Date): Promise<FacilitatorView> {
    for (const deadline = Date.now() + this.options.waitMs; ;) {
      const found = await this.facilitators.find(url);
      const isPolled = found?.lastCheckedAt != null && found.lastCheckedAt >= since;
      if (found !== null && (isPolled || Date.now() >= deadline)) return found;
      if (Date.now() >= deadline) throw new AppError('UNAVAILABLE', `${url} was not polled in time.`);
      await sleep(POLL_MS);
    }
  }

  /** Scheme, host and path, as `{base}/supported` is asked. */
  private admit(written: string): string {
    const canonical = canonicalUrl(written);
    const url = canonical.ok ? new URL(canonical.value.url) : null;
    if (url === null || !/^https?:$/.test(url.protocol) || url.href.length > URL_CHARS_MAX)
      throw new AppError(
        'BAD_INPUT',
        'url must be the base URL of a facilitator, such as https://x402.example/facilitator.',
      );
    const refusal = this.options.guard(url);
    if (refusal !== null) throw new AppError('BAD_INPUT', `url: ${REASONS[refusal].text}`);
    return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/supported$/, '')}`;
  }
}
