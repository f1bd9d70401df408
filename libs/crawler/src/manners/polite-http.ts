import { randomUUID } from 'node:crypto';

import { type Clock } from '@bazaar/kernel';
import { type Config, FetchPolicy, GuardedHttp } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

import { type Pause } from '../pause.js';
import { AddressBudget } from './address-budget.js';
import { AddressBudgetRepository } from './address-budget.repository.js';

export interface PoliteHttpOptions {
  readonly config: Config;
  readonly database: DataSource;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Certificate authorities in place of the system's, for tests. */
  readonly ca?: string | undefined;
}

export interface PoliteHttp {
  readonly http: GuardedHttp;
  readonly budgets: AddressBudgetRepository;
  readonly close: () => Promise<void>;
}

/** A guarded client that asks each destination address no more than all workers together may. */
export function politeHttp({ config, database, clock, pause, ca }: PoliteHttpOptions): PoliteHttp {
  const budgets = new AddressBudgetRepository(database, {
    perSecond: config.ADDRESS_REQUESTS_PER_SECOND,
    concurrency: config.ADDRESS_CONCURRENCY,
  });
  const addresses = new AddressBudget(budgets, randomUUID(), clock, pause);
  const http = new GuardedHttp({
    policy: FetchPolicy.fromConfig(config),
    contactUrl: config.CONTACT_URL,
    onAddress: addresses.onAddress,
    ...(ca === undefined ? {} : { ca }),
  });
  const close = async (): Promise<void> => {
    await http.close();
    await addresses.close();
  };
  return { http, budgets, close };
}
