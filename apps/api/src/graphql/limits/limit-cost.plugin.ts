import {
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequestContextDidResolveOperation,
  HeaderMap,
} from '@apollo/server';
import { AppError } from '@bazaar/kernel';
import { GraphQLError } from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';

import { type ReadBudget } from '../../reads/read-budget.js';
import { type GraphqlContext } from '../graphql-context.js';

const COST_MAX = 100_000;
/** A search with a page of what it finds is one read, as it is on REST. */
const FIELDS_A_READ = 10_000;
/** What a list without a stated length is taken for: the offers of a listing, the networks we know. */
const LIST_LENGTH = 4;

/** What takes more than a field: statements over many rows, and what strangers wrote at length. */
const COSTS: Readonly<Record<string, number>> = {
  'Query.search': 5_000,
  'Query.listings': 500,
  'Listing.challenge': 20,
  'Listing.outputSchema': 10,
  'Listing.outputExample': 10,
  'Listing.call': 5,
  'Offer.raw': 2,
  'Probe.challenge': 100,
  'Probe.headers': 2,
  'Probe.bodyStart': 2,
};

/** Lists that are as long as the page that holds them, which has been counted already. */
const COUNTED: readonly string[] = [
  'SearchConnection.edges',
  'ListingConnection.edges',
  'ChangePage.changes',
  'PriceHistory.points',
];

/** A field costs its own, else one, and what it holds as often as its own arguments let it be repeated. */
const byLength: ComplexityEstimator = ({ type, args, childComplexity, field }) => {
  const name = `${type.name}.${field.name}`;
  const own = COSTS[name] ?? 1;
  const { first, ids } = args as { first?: unknown; ids?: unknown };
  if (typeof first === 'number') return own + Math.max(first, 1) * childComplexity;
  if (Array.isArray(ids)) return own + Math.max(ids.length, 1) * childComplexity;
  const repeated = childComplexity > 0 && /^\[/.test(String(field.type)) && !COUNTED.includes(name);
  return own + (repeated ? LIST_LENGTH : 1) * childComplexity;
};

/**
 * Refuses what would cost too much, variables and all, before anything of it is run; and what costs more than one read
 * where the client has not as many left.
 */
export const limitCost = (budget: ReadBudget): ApolloServerPlugin<GraphqlContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: (context) => {
        const cost = costOf(context);
        if (cost > COST_MAX)
          throw new GraphQLError(
            `The query may cost ${cost} fields; at most ${COST_MAX} are answered. Ask for fewer at once.`,
            { extensions: { tooCostly: true } },
          );
        const reads = Math.ceil(cost / FIELDS_A_READ);
        if (reads > 1) spendBeyondFirst(budget, context.contextValue.client, reads); // the request itself was the first
        return Promise.resolve();
      },
    }),
});

function spendBeyondFirst(budget: ReadBudget, client: string, reads: number): void {
  try {
    budget.spend(client, reads - 1);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const headers = new HeaderMap([['retry-after', String(error.retryAfterS)]]);
    const http = { status: error.status, headers };
    throw new GraphQLError(error.message, { originalError: error, extensions: { http } });
  }
}

function costOf({
  schema,
  document,
  request,
}: GraphQLRequestContextDidResolveOperation<BaseContext>): number {
  const { operationName, variables = {} } = request;
  try {
    return getComplexity({
      schema,
      query: document,
      variables,
      estimators: [byLength],
      ...(operationName === undefined ? {} : { operationName }),
    });
  } catch {
    // Variables of the wrong kind: the execution says so, in its own words.
    return 0;
  }
}
