import {
  FacilitatorRepository,
  type FeedNamed,
  FeedRepository,
  type IngestService,
  SourceRoomRepository,
  askedNothing,
} from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type Config, type Logger } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

import { FacilitatorPoller } from './facilitators/facilitator-poller.js';
import { gateLimits } from './manners/origin-gate.js';
import { politeHttp } from './manners/polite-http.js';
import { type Pause, realPause } from './pause.js';
import { facilitator } from './sources/facilitator.source.js';
import { sourceKinds } from './sources/kinds.js';
import { type SourceKind } from './sources/source-kind.js';
import { SourceRunner } from './sources/source-runner.js';

export interface SourcesOptions {
  readonly config: Config;
  readonly database: DataSource;
  readonly ingest: Pick<IngestService, 'sight'>;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Resolves when somebody waits for a source to be asked, or after `ms`. */
  readonly wanted: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly pause?: Pause;
  readonly kinds?: readonly SourceKind[];
  /** Certificate authorities in place of the system's, for tests. */
  readonly ca?: string;
}

export interface CreatedSources {
  /** Makes the sources of the file known; those it names no more are disabled. */
  readonly configure: (named: readonly FeedNamed[]) => Promise<void>;
  readonly sources: Pick<SourceRunner, 'run'>;
  readonly facilitators: Pick<FacilitatorPoller, 'run'>;
  /** After both have ended. */
  readonly close: () => Promise<void>;
}

const REST_MS = 5_000;

/** What pulls sources and polls facilitators, with a guarded client of its own. */
export function createSources(options: SourcesOptions): CreatedSources {
  const { config, database, ingest, logger, clock, pause = realPause, kinds = sourceKinds, ca } = options;
  const { http, close } = politeHttp({ config, database, clock, pause, ca });
  const feeds = new FeedRepository(database, config.LEASE_MS);
  const facilitators = new FacilitatorRepository(database);
  const shared = {
    ...{ http, logger, clock, pause, leaseMs: config.LEASE_MS },
    manners: gateLimits(config),
    askedNothing: (asked: { readonly id: string; readonly url: string }) =>
      askedNothing(database, asked, clock.now()),
    rest: (signal: AbortSignal) => options.wanted(REST_MS, signal),
  };
  const rooms = new SourceRoomRepository(database);
  return {
    configure: async (named) => {
      await feeds.configure(named, clock.now());
      const bases = named.filter(({ kind }) => kind === facilitator.kind).map(({ url }) => url);
      await facilitators.add(bases, clock.now());
    },
    sources: new SourceRunner({ ...shared, kinds, feeds, rooms, ingest }),
    facilitators: new FacilitatorPoller({ ...shared, facilitators }),
    close,
  };
}
