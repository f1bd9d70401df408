import {
  type IngestService,
  type OutdatedPriceRepository,
  type RateRepository,
  admitRates,
} from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type GuardedHttp, type Logger } from '@bazaar/platform';

import { type Pause } from '../pause.js';
import { retried } from '../retried.js';
import { type NoRates, fetchRates } from './fetch-rates.js';

export interface RateKeeperParts {
  /** Null: nobody is asked. */
  readonly url: URL | null;
  readonly http: Pick<GuardedHttp, 'request'>;
  readonly rates: RateRepository;
  readonly outdated: Pick<OutdatedPriceRepository, 'pages'>;
  readonly ingest: Pick<IngestService, 'reprice'>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly pause: Pause;
}

/** Listings that are written at once: their origins wait for each other so long. */
const PAGE_ROWS = 200;

/** Keeps the rates of the day, and the catalogue priced by them. Each of its rounds may be ended and begun again at any time. */
export class RateKeeper {
  /** What was said last of there being no rates: it is not said again. */
  private said = '';

  constructor(private readonly parts: RateKeeperParts) {}

  /** Asks for the day's rates and keeps those that may be believed. */
  async fetch(signal: AbortSignal): Promise<void> {
    const { url, http, rates, logger, clock } = this.parts;
    if (url === null) return;
    const fetched = await fetchRates(http, url, signal);
    if (signal.aborted) return;
    if ('reason' in fetched) {
      this.warn('rates-out-of-reach', fetched);
      return;
    }
    const verdict = admitRates(await rates.newest(), fetched, clock.now());
    if (typeof verdict === 'object') {
      this.warn('rates-refused', { reason: verdict.refused, detail: url.href });
      return;
    }
    this.said = '';
    if (verdict === 'same') return;
    await rates.add(fetched);
    const currencies = Object.keys(fetched.usdPerUnit).length;
    logger.info({ event: 'rates-stored', date: fetched.date, currencies });
  }

  /** Prices anew what the newest rates price otherwise: all of a new day, later what was missed. */
  async reprice(signal: AbortSignal): Promise<void> {
    const { rates, outdated, ingest, logger, pause } = this.parts;
    const newest = await rates.newest();
    if (newest === null) return;
    const listings = { changed: 0, unchanged: 0, 'ingest-refused': 0 };
    for await (const page of outdated.pages(newest, PAGE_ROWS)) {
      if (signal.aborted) break;
      for (const outcome of await retried(() => ingest.reprice(page, newest), pause)) listings[outcome]++;
    }
    const { changed, unchanged, 'ingest-refused': refused } = listings;
    if (changed + unchanged + refused > 0)
      logger.info({ event: 'offers-repriced', date: newest.date, changed, unchanged, refused });
  }

  private warn(event: string, { reason, detail }: NoRates): void {
    const said = `${event} ${reason}`;
    if (said !== this.said) this.parts.logger.warn({ event, reason, detail });
    this.said = said;
  }
}
