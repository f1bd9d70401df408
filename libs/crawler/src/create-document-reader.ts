import { type IngestService, OriginDocumentRepository } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type Config, type Logger, type TxtResolver, systemTxtResolver } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

import { DocumentReader } from './documents/document-reader.js';
import { gateLimits } from './manners/origin-gate.js';
import { politeHttp } from './manners/polite-http.js';
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
  const { http, close } = politeHttp({ config, database, clock, pause });
  const reader = new DocumentReader({
    ...{ ingest, http, resolveTxt, logger, clock, pause, leaseMs: config.LEASE_MS },
    leases: new LeaseRepository(database, clock, {
      leaseMs: config.LEASE_MS,
      perDomain: config.DOMAIN_CONCURRENCY,
    }),
    documents: new OriginDocumentRepository(database),
    manners: gateLimits(config),
    rest: (signal) => options.wanted(REST_MS, signal),
  });
  return { reader, close };
}
