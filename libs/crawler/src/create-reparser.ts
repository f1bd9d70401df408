import { type IngestService, KeptAnswerRepository } from '@bazaar/catalog';
import { type DataSource } from 'typeorm';

import { type InfoCheckerOptions, createInfoChecker } from './info/create-info-checker.js';
import { realPause } from './pause.js';
import { type ReparseOptions, type ReparseSummary, reparse } from './reparse/reparse.js';

export interface ReparserOptions extends InfoCheckerOptions {
  readonly database: DataSource;
  readonly ingest: Pick<IngestService, 'reread'>;
}

export interface Reparser {
  readonly run: (options: ReparseOptions) => Promise<ReparseSummary>;
  /** After `run` has ended. */
  readonly close: () => Promise<void>;
}

/** A reparser with its threads; it needs no network. */
export function createReparser({ database, ingest, ...checking }: ReparserOptions): Reparser {
  const { checker, close } = createInfoChecker(checking);
  const kept = new KeptAnswerRepository(database);
  return { run: (options) => reparse({ kept, ingest, checker, pause: realPause }, options), close };
}
