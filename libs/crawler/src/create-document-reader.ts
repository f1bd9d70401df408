import { randomUUID } from 'node:crypto';

import { type IngestService, OriginDocumentRepository } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import {
  type Config,
  FetchPolicy,
  GuardedHttp,
  type Logger,
  type TxtResolver,
  systemTxtResolver,
} from '@bazaar/platform';
import { type DataSource } from 'typeorm';

import { DocumentReader } from './documents/document-reader.js';
import { AddressBudget } from './manners/address-budget.js';
import { AddressBudgetRepository } from './manners/address-budget.repository.js';
import { type Pause, realPause } from './pause.js';
import { LeaseRepository } from './schedule/lease.repository.js';

export interface DocumentReaderOptions {
  readonly config: Config;
  readonly database: DataSource;
  readonly ingest: Pick<IngestService, 'sight'>;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Resolves when somebody waits for documents, or after `ms`. */
  readonly wanted: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly pause?: Pause;
  readonly resolveTxt?: TxtResolver;
}

export interface CreatedDocumentReader {
  readonly reader: Pick<DocumentReader, 'run'>;
  /** After `run` has ended. */
  readonly close: () => Promise<void>;
}

const REST_MS = 5_000;

/** What reads the documents of origins, with a guarded client of its own. */
export function createDocumentReader(options: DocumentReaderOptions): CreatedDocumentReader {
  const { config, database, ingest, logger, clock } = options;
  const { pause = realPause, resolveTxt = systemTxtResolver } = options;
  const budgets = new AddressBudgetRepository(database, {
    perSecond: config.ADDRESS_REQUESTS_PER_SECOND,
    concurrency: config.ADDRESS_CONCURRENCY,
  });
  const addresses = new AddressBudget(budgets, randomUUID(), clock, pause);
  const http = new GuardedHttp({
    policy: FetchPolicy.fromConfig(config),
    contactUrl: config.CONTACT_URL,
    onAddress: addresses.onAddress,
  });
  const reader = new DocumentReader({
    ...{ ingest, http, resolveTxt, logger, clock, pause, leaseMs: config.LEASE_MS },
    leases: new LeaseRepository(database, clock, {
      leaseMs: config.LEASE_MS,
      perDomain: config.DOMAIN_CONCURRENCY,
    }),
    documents: new OriginDocumentRepository(database),
    manners: {
      perSecond: config.ORIGIN_REQUESTS_PER_SECOND,
      burst: config.ORIGIN_BURST,
      concurrency: config.ORIGIN_CONCURRENCY,
    },
    rest: (signal) => options.wanted(REST_MS, signal),
  });
  return {
    reader,
    close: async () => {
      await http.close();
      await addresses.close();
    },
  };
}
