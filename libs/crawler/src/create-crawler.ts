import { type IngestService, SaidOfUrlRepository } from '@bazaar/catalog';
import { type Clock } from '@bazaar/kernel';
import { type Config, type Logger, type Metrics } from '@bazaar/platform';
import { type DataSource } from 'typeorm';

import { CrawlMetrics } from './crawl/crawl-metrics.js';
import { Crawler, type CrawlerParts } from './crawl/crawler.js';
import { ObservationBuffer } from './crawl/observation-buffer.js';
import { KeptDocuments } from './documents/kept-documents.js';
import { createInfoChecker } from './info/create-info-checker.js';
import { type InfoChecker } from './info/info-checker.js';
import { politeHttp } from './manners/polite-http.js';
import { type Pause, realPause } from './pause.js';
import { type ProbeResult } from './probing/probed.js';
import { Prober } from './probing/prober.js';
import { type Backlog, BacklogRepository } from './schedule/backlog.repository.js';
import { LeaseDesk } from './schedule/lease-desk.js';
import { LeaseRepository } from './schedule/lease.repository.js';

export interface CrawlerOptions {
  readonly config: Config;
  readonly database: DataSource;
  readonly ingest: Pick<IngestService, 'observe'>;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly wanted: CrawlerParts['wanted'];
  readonly pause?: Pause;
  /** Flags of Node for our threads; absent: those of this process. */
  readonly threadArgs?: readonly string[] | undefined;
}

export interface CreatedCrawler {
  readonly crawler: Crawler;
  /** What it did since it was asked last, and how much there is to do. */
  readonly pulse: () => Promise<CrawlPulse>;
  /** Forgets budgets of addresses that nobody uses any more. */
  readonly forgetBudgets: () => Promise<void>;
  /** After `run` has ended. */
  readonly close: () => Promise<void>;
}

export interface CrawlPulse extends Backlog {
  /** Probes by reason. */
  readonly probes: Readonly<Record<string, number>>;
}

const REDIRECTS_MAX = 3;
const BUDGET_IDLE_MS = 3_600_000;

/** A crawler with its guarded client and budgets. */
export function createCrawler(options: CrawlerOptions): CreatedCrawler {
  const { config, database, ingest, logger, clock, wanted, pause = realPause } = options;
  const { http, budgets, close: closeHttp } = politeHttp({ config, database, clock, pause });
  const limits = {
    timeoutMs: config.PROBE_TIMEOUT_MS,
    bodyBytesMax: config.PROBE_BODY_BYTES_MAX,
    redirectsMax: REDIRECTS_MAX,
  };
  const backlog = new BacklogRepository(database, clock);
  const metrics = new CrawlMetrics(options.metrics, () => backlog.now());
  const documents = new KeptDocuments(new SaidOfUrlRepository(database));
  const prober = new Prober({ http, limits, clock, documents });
  const checking = createInfoChecker(options);
  const leases = new LeaseRepository(database, clock, {
    leaseMs: config.LEASE_MS,
    perDomain: config.DOMAIN_CONCURRENCY,
  });
  const crawler = new Crawler(config, {
    ...{ http, logger, clock, pause, wanted, metrics, leases },
    desk: new LeaseDesk(leases),
    results: new ObservationBuffer(ingest, pause),
    probe: async (target, visit) => withCheckedInfo(await prober.probe(target, visit), checking.checker),
  });
  const pulse = async (): Promise<CrawlPulse> => ({
    probes: metrics.takeLately(),
    ...(await backlog.now()),
  });
  const forgetBudgets = (): Promise<void> => budgets.prune(new Date(clock.now().getTime() - BUDGET_IDLE_MS));
  const close = async (): Promise<void> => {
    await closeHttp();
    await checking.close();
  };
  return { crawler, pulse, forgetBudgets, close };
}

async function withCheckedInfo(probed: ProbeResult, checker: InfoChecker): Promise<ProbeResult> {
  if (typeof probed === 'string' || probed.reading === null) return probed;
  return { ...probed, reading: await checker.check(probed.reading) };
}
