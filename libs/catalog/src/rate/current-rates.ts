import { type Clock } from '@bazaar/kernel';
import { type Rates } from '@bazaar/x402';

import { type RateRepository } from './rate.repository.js';

/** A new day is noticed so long after it was stored: whoever prices what is stored by it waits until then. */
const KEPT_MS = 60_000;

/** The newest rates, kept in memory: what is read a thousand times a second may not ask for them each time. */
export class CurrentRates {
  private kept: { readonly until: number; readonly rates: Promise<Rates | null> } | null = null;

  constructor(
    private readonly rates: Pick<RateRepository, 'newest'>,
    private readonly clock: Clock,
  ) {}

  get(): Promise<Rates | null> {
    const now = this.clock.now().getTime();
    if (this.kept !== null && now < this.kept.until) return this.kept.rates;
    const rates = this.rates.newest();
    this.kept = { until: now + KEPT_MS, rates };
    rates.catch(() => {
      if (this.kept?.rates === rates) this.kept = null;
    });
    return rates;
  }
}
