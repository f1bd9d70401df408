import {
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequestContextDidResolveOperation,
} from '@apollo/server';
import { GraphQLError } from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';

const COST_MAX = 100_000;
/** What a list without a stated length is taken for: the offers of a listing, the networks we know. */
const LIST_LENGTH = 4;

/** A field costs one, and what it holds as often as its own arguments let it be repeated. */
const byLength: ComplexityEstimator = ({ args, childComplexity, field }) => {
  const { first, ids } = args as { first?: unknown; ids?: unknown };
  if (typeof first === 'number') return 1 + Math.max(first, 1) * childComplexity;
  if (Array.isArray(ids)) return 1 + Math.max(ids.length, 1) * childComplexity;
  // An edge list is as long as its connection, which has been counted already.
  const repeated = childComplexity > 0 && /^\[/.test(String(field.type)) && field.name !== 'edges';
  return 1 + (repeated ? LIST_LENGTH : 1) * childComplexity;
};

/** Refuses what would cost too much, variables and all, before anything of it is run. */
export const limitCost: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: (context) => {
        const cost = costOf(context);
        if (cost <= COST_MAX) return Promise.resolve();
        throw new GraphQLError(
          `The query may cost ${cost} fields; at most ${COST_MAX} are answered. Ask for fewer at once.`,
          { extensions: { tooCostly: true } },
        );
      },
    }),
};

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
