import {
  CHANNELS,
  type IngestService,
  type ListingRepository,
  ProbeRequestRepository,
  ProbeWatch,
  RegistrationBudgetRepository,
  RegistrationService,
} from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type Config, type PgListener } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

export function makeRegistration(
  config: Config,
  ingest: IngestService,
  database: DataSource,
  listings: ListingRepository,
  listener: PgListener,
  clock: Clock,
): RegistrationService {
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
