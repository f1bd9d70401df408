import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { type Logger } from '@bazaar/platform';
import { type ApolloDriverConfig } from '@nestjs/apollo';
import { type FastifyRequest } from 'fastify';

import { formatGraphqlError } from '../errors/format-graphql-error.js';
import { clientKey } from '../input/client-key.js';
import { isFromOtherSite } from '../input/is-from-other-site.js';
import { type ReadBudget } from '../reads/read-budget.js';
import { type GraphqlContext } from './graphql-context.js';
import { limitCost } from './limits/limit-cost.plugin.js';
import { limitDocument } from './limits/limit-document.rule.js';
import { type LoaderSources, makeLoaders } from './loaders.js';

const TOKENS_MAX = 1_000;

interface SurfaceOptions {
  readonly landingPage: boolean;
  readonly publicUrl: string | undefined;
  readonly reads: ReadBudget;
}

/** Apollo as we want it: nothing internal in answers, everything bounded before it runs. */
export const graphqlOptions = (
  sources: LoaderSources,
  logger: Logger,
  { landingPage, publicUrl, reads }: SurfaceOptions,
): ApolloDriverConfig => ({
  autoSchemaFile: true,
  sortSchema: false,
  graphiql: false,
  introspection: true,
  csrfPrevention: true,
  autoTransformHttpErrors: false,
  includeStacktraceInErrorResponses: false,
  persistedQueries: false,
  parseOptions: { maxTokens: TOKENS_MAX },
  validationRules: [limitDocument],
  formatError: formatGraphqlError(logger),
  // The cache-control plugin costs half of the throughput, and we set no cache hints.
  plugins: [
    ApolloServerPluginCacheControlDisabled(),
    limitCost(reads),
    ...(landingPage ? [ApolloServerPluginLandingPageLocalDefault()] : []),
  ],
  context: ({ ip, headers }: FastifyRequest): GraphqlContext => ({
    client: clientKey(ip),
    isFromOtherSite: isFromOtherSite(headers, publicUrl),
    loaders: makeLoaders(sources),
  }),
});
