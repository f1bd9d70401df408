import {
  CHANNELS,
  IngestService,
  type ListingRepository,
  ProbeRequestRepository,
  ProbeWatch,
  RegistrationBudgetRepository,
  RegistrationService,
  urlGuard,
} from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type Config, type Logger, type PgListener } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

export function makeRegistration(
  config: Config,
  logger: Logger,
  database: DataSource,
  listings: ListingRepository,
  listener: PgListener,
  clock: Clock,
): RegistrationService {
  const ingest = new IngestService(database, clock, {
    guard: urlGuard(config),
    quota: { origin: config.ORIGIN_LISTINGS_MAX, domain: config.DOMAIN_LISTINGS_MAX },
    onRefused: (_row, error) => logger.error({ event: 'ingest-refused', err: error }),
  });
  const requests = new ProbeRequestRepository(database);
  const limits = { perMinute: config.REGISTER_PER_MINUTE, perDay: config.REGISTER_PER_DAY };
  return new RegistrationService(
    ingest,
    listings,
    requests,
    new ProbeWatch(requests, clock, (ms) => listener.next(CHANNELS.probed, ms)),
    new RegistrationBudgetRepository(database, limits),
    clock,
    { waitMs: config.REGISTER_WAIT_MS },
  );
}
