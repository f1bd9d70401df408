import {
  DocumentRequestRepository,
  type OriginDocumentRepository,
  OriginRegistrationService,
  type OriginStatusService,
  RegistrationBudgetRepository,
  urlGuard,
} from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type Config } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

/** Registrations of either sort come out of one budget. */
export function makeOriginRegistration(
  config: Config,
  database: DataSource,
  documents: OriginDocumentRepository,
  statuses: OriginStatusService,
  clock: Clock,
): OriginRegistrationService {
  const limits = { perMinute: config.REGISTER_PER_MINUTE, perDay: config.REGISTER_PER_DAY };
  const budget = new RegistrationBudgetRepository(database, limits);
  const options = { guard: urlGuard(config), waitMs: config.REGISTER_WAIT_MS };
  const requests = new DocumentRequestRepository(database);
  return new OriginRegistrationService(requests, documents, statuses, budget, clock, options);
}
