import {
  CHANNELS,
  ChangeRepository,
  FacilitatorRegistrationService,
  FacilitatorRepository,
  HealthRepository,
  IngestService,
  ListingRepository,
  OriginDocumentRepository,
  OriginRegistrationService,
  OriginStatusRepository,
  OriginStatusService,
  PaymentService,
  PriceHistoryRepository,
  ProbeRepository,
  RegistrationService,
  SourceRepository,
  StatsRepository,
  StatusRepository,
  StatusService,
  UsageRepository,
  urlGuard,
} from '@bazaar/catalog';
import { ChangeFeedService } from '@bazaar/feeds';
import { Clock, SystemClock } from '@bazaar/kernel';
import { type Config, type Logger, Metrics, PgListener, createMetrics } from '@bazaar/platform';
import { EmbeddedEngine, SearchEngine, SearchService } from '@bazaar/search';
import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { Connections, listenUrl, openDatabase, openSearchDatabase } from './connections.js';
import { Readiness } from './health/readiness.js';
import { makePayments } from './make-payments.js';
import { makeFacilitatorRegistration } from './make-facilitator-registration.js';
import { makeOriginRegistration } from './make-origin-registration.js';
import { makeRegistration } from './make-registration.js';
import { provide } from './provide.js';
import { PushDoor } from './rest/push-door.js';
import { ReadBudget } from './reads/read-budget.js';
import { BrowseService } from './use-cases/browse.service.js';
import { ChangesService } from './use-cases/changes.service.js';
import { OriginReportService } from './use-cases/origin-report.service.js';
import { ItemService } from './use-cases/item.service.js';
import { PaymentPushService } from './use-cases/payment-push.service.js';
import { SearchCatalogService } from './use-cases/search-catalog.service.js';
import { ListingLookupService } from './use-cases/listing-lookup.service.js';
import { StatsService } from './use-cases/stats.service.js';
import { Turns } from './use-cases/turns.js';
import { StatusReportService } from './use-cases/status-report.service.js';

/** Connections that searches have to themselves. */
export abstract class SearchDatabase extends DataSource {}

/** Everything that surfaces call, made once from the configuration. */
@Module({})
export class CoreModule {
  static from(config: Config, logger: Logger): DynamicModule {
    const providers = [...foundation(config, logger), ...repositories, ...services(config, logger)];
    return { module: CoreModule, global: true, providers, exports: providers };
  }
}

const foundation = (config: Config, logger: Logger) => [
  provide(Clock, [], () => new SystemClock()),
  provide(Metrics, [], createMetrics),
  provide(ReadBudget, [Clock], (clock) => new ReadBudget(config.READS_PER_MINUTE, clock)),
  provide(DataSource, [], () => openDatabase(config)),
  provide(SearchDatabase, [], () => openSearchDatabase(config)),
  provide(PgListener, [], async () => {
    const listener = new PgListener(listenUrl(config), [CHANNELS.probed], logger);
    await listener.start();
    return listener;
  }),
  provide(
    Connections,
    [DataSource, SearchDatabase, PgListener],
    (database, searches, listener) => new Connections([database, searches], listener),
  ),
  provide(Readiness, [DataSource], (database) => new Readiness(database)),
];

const repositories = [
  provide(ListingRepository, [DataSource], (database) => new ListingRepository(database)),
  provide(StatusRepository, [DataSource], (database) => new StatusRepository(database)),
  provide(OriginDocumentRepository, [DataSource], (database) => new OriginDocumentRepository(database)),
  provide(OriginStatusRepository, [DataSource], (database) => new OriginStatusRepository(database)),
  provide(ProbeRepository, [DataSource], (database) => new ProbeRepository(database)),
  provide(HealthRepository, [DataSource], (database) => new HealthRepository(database)),
  provide(PriceHistoryRepository, [DataSource], (database) => new PriceHistoryRepository(database)),
  provide(SourceRepository, [DataSource], (database) => new SourceRepository(database)),
  provide(UsageRepository, [DataSource], (database) => new UsageRepository(database)),
  provide(FacilitatorRepository, [DataSource], (database) => new FacilitatorRepository(database)),
  provide(ChangeRepository, [DataSource], (database) => new ChangeRepository(database)),
  provide(StatsRepository, [DataSource], (database) => new StatsRepository(database)),
];

const services = (config: Config, logger: Logger) => [
  provide(SearchEngine, [SearchDatabase], (database) => new EmbeddedEngine(database)),
  provide(
    SearchService,
    [SearchDatabase, SearchEngine, Clock],
    (database, engine, clock) => new SearchService(database, engine, clock),
  ),
  provide(
    SearchCatalogService,
    [SearchService, ListingRepository],
    (search, listings) => new SearchCatalogService(search, listings),
  ),
  provide(BrowseService, [ListingRepository, Clock], (listings, clock) => {
    // Half of the connections: registrations, single listings and health checks have the others.
    const turns = new Turns(Math.ceil(config.DATABASE_POOL_MAX / 2));
    return new BrowseService(listings, turns, clock);
  }),
  provide(
    ItemService,
    [ListingRepository, UsageRepository],
    (listings, usages) => new ItemService(listings, usages),
  ),
  provide(ListingLookupService, [ListingRepository], (listings) => new ListingLookupService(listings)),
  provide(
    ChangeFeedService,
    [ChangeRepository, ListingRepository],
    (log, listings) => new ChangeFeedService(log, listings),
  ),
  provide(ChangesService, [ChangeFeedService], (feed) => new ChangesService(feed)),
  provide(
    StatsService,
    [StatsRepository, ChangeFeedService, Clock],
    (stats, feed, clock) => new StatsService(stats, feed, clock),
  ),
  provide(
    StatusService,
    [ListingRepository, StatusRepository],
    (listings, statuses) => new StatusService(listings, statuses),
  ),
  provide(
    OriginStatusService,
    [OriginStatusRepository, Clock],
    (repository, clock) => new OriginStatusService(repository, clock),
  ),
  provide(
    StatusReportService,
    [ItemService, StatusRepository, ProbeRepository],
    (items, statuses, probes) => new StatusReportService(items, statuses, probes, config.PUBLIC_URL),
  ),
  provide(FacilitatorRegistrationService, [DataSource, FacilitatorRepository, Clock], (...given) =>
    makeFacilitatorRegistration(config, ...given),
  ),
  provide(
    OriginRegistrationService,
    [DataSource, OriginDocumentRepository, OriginStatusService, Clock],
    (...given) => makeOriginRegistration(config, ...given),
  ),
  provide(
    OriginReportService,
    [OriginStatusService, OriginDocumentRepository, StatusReportService],
    (origins, documents, reports) => new OriginReportService(origins, documents, reports),
  ),
  provide(
    IngestService,
    [DataSource, Clock],
    (database, clock) =>
      new IngestService(database, clock, {
        guard: urlGuard(config),
        quota: { origin: config.ORIGIN_LISTINGS_MAX, domain: config.DOMAIN_LISTINGS_MAX },
        // The row is a stranger's, the error ours.
        onRefused: (_row, error) => logger.error({ event: 'ingest-refused', err: error }),
      }),
  ),
  provide(
    RegistrationService,
    [IngestService, DataSource, ListingRepository, PgListener, Clock],
    (...given) => makeRegistration(config, ...given),
  ),
  provide(PaymentService, [IngestService, DataSource, Clock], makePayments),
  provide(
    PaymentPushService,
    [PaymentService],
    (payments) => new PaymentPushService(payments, config.PUBLIC_URL),
  ),
  provide(PushDoor, [], () => new PushDoor(config.PUSH_KEYS)),
];
