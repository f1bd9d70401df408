import {
  HealthRepository,
  ListingRepository,
  PriceHistoryRepository,
  ProbeRepository,
  SourceRepository,
  StatusRepository,
  UsageRepository,
} from '@bazaar/catalog';
import { Clock } from '@bazaar/kernel';
import { type Config, type Logger } from '@bazaar/platform';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { type DynamicModule, Module } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';

import { CoreModule } from './core.module.js';
import { graphqlOptions } from './graphql/graphql-options.js';
import { resolvers } from './graphql/resolvers.js';
import { HealthController } from './health/health.controller.js';
import { ReadBudget } from './reads/read-budget.js';
import { DiscoveryController } from './rest/discovery.controller.js';
import { PaymentsController } from './rest/payments.controller.js';
import { SearchController } from './rest/search.controller.js';
import { StatusController } from './rest/status.controller.js';

export interface ApiOptions {
  /** A page to try queries on at /graphql: for development. */
  readonly landingPage: boolean;
}

/** The HTTP process: thin surfaces over the libraries. */
@Module({})
export class ApiModule {
  static from(config: Config, logger: Logger, options: ApiOptions): DynamicModule {
    const graphql = GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      inject: [
        ListingRepository,
        StatusRepository,
        ProbeRepository,
        HealthRepository,
        PriceHistoryRepository,
        SourceRepository,
        UsageRepository,
        Clock,
        ReadBudget,
      ],
      useFactory: (
        listings: ListingRepository,
        statuses: StatusRepository,
        probes: ProbeRepository,
        healths: HealthRepository,
        prices: PriceHistoryRepository,
        sources: SourceRepository,
        usages: UsageRepository,
        clock: Clock,
        reads: ReadBudget,
      ) =>
        graphqlOptions({ listings, statuses, probes, healths, prices, sources, usages, clock }, logger, {
          ...options,
          publicUrl: config.PUBLIC_URL,
          reads,
        }),
    });
    return {
      module: ApiModule,
      imports: [CoreModule.from(config, logger), graphql],
      controllers: [
        HealthController,
        DiscoveryController,
        SearchController,
        StatusController,
        PaymentsController,
      ],
      providers: [...resolvers],
    };
  }
}
