import {
  FacilitatorRegistrationService,
  type FacilitatorRepository,
  RegistrationBudgetRepository,
  urlGuard,
} from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type Config } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

/** Registrations of either sort come out of one budget. */
export function makeFacilitatorRegistration(
  config: Config,
  database: DataSource,
  facilitators: FacilitatorRepository,
  clock: Clock,
): FacilitatorRegistrationService {
  const limits = { perMinute: config.REGISTER_PER_MINUTE, perDay: config.REGISTER_PER_DAY };
  const budget = new RegistrationBudgetRepository(database, limits);
  const options = { guard: urlGuard(config), waitMs: config.REGISTER_WAIT_MS };
  return new FacilitatorRegistrationService(facilitators, budget, clock, options);
}
