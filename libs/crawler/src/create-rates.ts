import { type IngestService, OutdatedPriceRepository, RateRepository } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type Config, FetchPolicy, GuardedHttp, type Logger, type Metrics } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

import { realPause } from './pause.js';
import { RateKeeper } from './rates/rate-keeper.js';

export interface RatesOptions {
  readonly config: Pick<Config, 'RATES_URL' | 'FETCH_ALLOW' | 'PROBES' | 'CONTACT_URL'>;
  readonly database: DataSource;
  readonly ingest: Pick<IngestService, 'reprice'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
}

export interface CreatedRates extends Pick<RateKeeper, 'fetch' | 'reprice'> {
  /** After both have ended. */
  readonly close: () => Promise<void>;
}

/** What keeps the exchange rates, with a guarded client of its own. */
export function createRates(options: RatesOptions): CreatedRates {
  const { config, database, ingest, logger, metrics, clock } = options;
  const http = new GuardedHttp({
    policy: FetchPolicy.fromConfig(config),
    contactUrl: config.CONTACT_URL,
  });
  const rates = new RateRepository(database);
  metrics.lookedUp(
    { name: 'rates_age_seconds', help: 'How long ago the day of the newest exchange rates began.' },
    async () => {
      const newest = await rates.newest();
      return newest === null ? Number.NaN : (clock.now().getTime() - Date.parse(newest.date)) / 1000;
    },
  );
  const keeper = new RateKeeper({
    url: config.RATES_URL === 'none' ? null : new URL(config.RATES_URL),
    outdated: new OutdatedPriceRepository(database),
    ...{ http, rates, ingest, logger, clock, pause: realPause },
  });
  return {
    fetch: (signal) => keeper.fetch(signal),
    reprice: (signal) => keeper.reprice(signal),
    close: () => http.close(),
  };
}
